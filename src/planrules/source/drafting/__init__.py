"""A plan begun from an official text."""
