"""Plays the story and prints it: ``python -m examples.cau_chuyen_van_quan``."""

import sys
import tempfile
from pathlib import Path

from examples.cau_chuyen_van_quan.playing import lines, workspace

with tempfile.TemporaryDirectory() as folder:
    plan = workspace(Path(folder))
    for line in lines(plan):
        sys.stdout.write(f"{line}\n")
