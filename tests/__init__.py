"""The tests of Humrah, by what they need: unit, integration, screens."""
