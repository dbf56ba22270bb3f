"""The decisions: values in, values out. Pure; reads no file, clock, database or environment."""
