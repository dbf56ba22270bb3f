"""The definition language: YAML text to checked, frozen values. Pure; reads no file, clock or environment."""
