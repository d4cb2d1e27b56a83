"""The command line: arguments, the clock, output and exit codes; a thin layer over the library."""

from planrules.cli.commands import main

__all__ = ["main"]
