"""Scenarios: cases played on paper. Each is an acceptance test of a definition and an exercise."""
