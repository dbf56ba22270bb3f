"""Delivery of the messages that decisions wrote: who is told, by which channel, how often."""
