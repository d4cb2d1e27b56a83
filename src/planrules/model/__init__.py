"""Frozen nouns of a plan; no input or output, no clock, no engine."""
