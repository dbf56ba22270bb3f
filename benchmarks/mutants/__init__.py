"""The shipped definitions changed on purpose, to see whether checks and scenarios notice."""
