"""What every test may use: hypothesis profiles and golden files."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import hypothesis
import pytest

FOLDER = Path(__file__).parent / "golden"

Golden: TypeAlias = Callable[[str, str | bytes], None]

# No profile has a deadline: speed is measured in bench/, and a busy machine breaks no law.
hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile(
    "ci",
    max_examples=50,  # a hundred laws in two minutes; make deep looks longer
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "deep",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files, running only the tests that use them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--update-golden"):
        return
    using = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in using])
    items[:] = using


@pytest.fixture(name="golden")
def fixture_golden(request: pytest.FixtureRequest) -> Golden:
    """Return ``golden(name, value)``, which compares a value with ``tests/golden/NAME``.

    The comparison is byte for byte; text is compared as UTF-8. With ``--update-golden`` the
    file is written instead: read its diff before you keep it.
    """
    update: bool = request.config.getoption("--update-golden")

    def compare(name: str, value: str | bytes) -> None:
        found = value.encode() if isinstance(value, str) else value
        path = FOLDER / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)
            return
        if not path.is_file():
            pytest.fail(f"tests/golden/{name} does not exist: `make golden` writes it")
        expected = path.read_bytes()
        if found != expected:
            pytest.fail(_difference(name, expected, found), pytrace=False)

    return compare


def _difference(name: str, expected: bytes, found: bytes) -> str:
    lines = difflib.unified_diff(
        _visible_lines(expected),
        _visible_lines(found),
        f"tests/golden/{name}",
        "found",
        n=2,
        lineterm="",
    )
    return "\n".join([f"differs from tests/golden/{name}:", *lines])


def _visible_lines(data: bytes) -> list[str]:
    """Split at LF alone, and show what an eye would miss: CR, a BOM, bytes that are no UTF-8."""
    text = data.decode(errors="backslashreplace").replace("\r", "\\r").replace("\ufeff", "\\ufeff")
    *lines, rest = text.split("\n")
    return [*lines, f"{rest}\\ no newline at the end"] if rest else lines
