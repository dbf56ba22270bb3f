"""A workflow as others read it: Mermaid text, a picture, a statechart. Pure; nothing is written."""
