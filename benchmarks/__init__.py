"""Measurements of the engine and of the definition reader; nothing at run time imports them."""
