"""The definition language: YAML text to checked, frozen values. Pure: it reads files of nobody."""
