"""Rules as expressions: a closed, typed subset of Python's expression syntax."""
