"""The composition root: application factory, command line, scheduler and settings."""
