"""The example of docs/indicators.md does what it says."""

import re
from pathlib import Path

import pytest

import planrules
from planrules.model.goal import Rollup
from planrules.tracking.progress import Pace

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "indicators.md").read_text("utf-8")


def block(language: str) -> str:
    """Return the one fenced block of a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_example_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    names = {"planrules": planrules, "plan": planrules.loads(block("toml"))}
    exec(compile(block("python"), "indicators.md", "exec"), names)  # noqa: S102 - our own example
    assert capsys.readouterr().out == block("text")


def test_the_page_explains_every_word() -> None:
    for word in (*Rollup, *Pace):
        assert f"| `{word}`" in TEXT
