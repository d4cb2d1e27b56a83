"""The catalogue of rules and what they may look at."""
