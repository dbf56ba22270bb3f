"""The engine of Humrah: the definition language, the decisions, the scenarios."""
