"""Rules that other packages bring along by the entry point ``planrules.rules``."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from planrules.rules.rule import Rule

#: Name of the entry point group.
GROUP: Final = "planrules.rules"
_MARK: Final = f"[{GROUP}]".encode()


class PluginError(Exception):
    """Rules of another package that can't be had.

    A check without them would pass what they are there to find, so nothing is checked.

    Attributes:
        name: Name of the entry point, and what it points at.
        reason: What went wrong.
    """

    def __init__(self, name: str, reason: str) -> None:
        """Keep what went wrong."""
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def text(self, language: str) -> str:
        """Return the sentence for people."""
        return _SENTENCE[language].format(name=self.name, reason=self.reason)


_SENTENCE: Final = {
    "vi": (
        "Không nạp được quy tắc của gói khác ({name}): {reason}. Sửa hoặc gỡ gói đó, hoặc chạy với"
        " --no-plugins."
    ),
    "en": (
        "the rules of another package ({name}) can't be loaded: {reason}; mend or remove it, or run"
        " with --no-plugins"
    ),
}


def plugin_rules() -> "tuple[Rule, ...]":
    """Return the rules of other packages, in the order of the names of their entry points.

    An entry point names a rule, a list of rules, or a function without arguments that gives them.

    Raises:
        PluginError: If any of them can't be had, or is no rule.
    """
    if not any(_announced()):
        return ()
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(rule for point in points for rule in _rules(point))


def _announced() -> Iterator[bool]:
    """Yield whether each installed package has rules: asking Python's own way takes far longer."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - the same as below
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                yield _MARK in _bytes(os.path.join(folder, name, "entry_points.txt"))  # noqa: PTH118 - a path object for each package takes ten times as long


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - the same
            return stream.read()
    except OSError:
        return b""


def _rules(point: "EntryPoint") -> "Iterator[Rule]":
    from planrules.rules.rule import Rule

    name = f"{point.name} = {point.value}"
    try:
        found = point.load()
        if callable(found) and not isinstance(found, Rule):
            found = found()
        rules = (found,) if isinstance(found, Rule) else tuple(found)
    except Exception as error:  # noqa: BLE001 - another package may break in any way
        raise PluginError(name, f"{type(error).__name__}: {error}") from None
    for rule in rules:
        if not isinstance(rule, Rule):
            reason = f"{type(rule).__name__} is no planrules.Rule"
            raise PluginError(name, reason)
        yield rule
