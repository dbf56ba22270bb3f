"""The engine of Humrah: the definition language, the decisions, and later the store and service around them."""
