"""Rules that other packages bring along by the entry point ``planrules.rules``."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from planrules.rules.rule import Rule

#: Name of the entry point group.
GROUP: Final = "planrules.rules"
_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")
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


def rules() -> "tuple[Rule, ...]":
    """Return the rules of other packages, in the order of the names of their entry points.

    An entry point names a rule, a list of rules, or a function without arguments that gives them.

    Raises:
        PluginError: If any of them can't be had, is no rule, or bears a code or name that another
            rule has.
    """
    if not any(_announced()):
        return ()
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return _checked(pair for point in points for pair in _rules(point))


def _checked(found: "Iterable[tuple[str, Rule]]") -> "tuple[Rule, ...]":
    """Return rules once their codes and names are known to be their own."""
    from planrules.model.finding import Severity
    from planrules.rules.catalogue import CATALOGUE

    taken = {name for rule in CATALOGUE for name in (rule.code, rule.name)}
    made: list[Rule] = []
    for point, rule in found:
        if _CODE.fullmatch(rule.code) is None:
            raise PluginError(point, f"{rule.code!r} is no code such as HUY001")
        if not isinstance(rule.severity, Severity):
            raise PluginError(point, f"the severity of {rule.code} is {rule.severity!r}")
        for name in (rule.code, rule.name):
            if name in taken:
                raise PluginError(point, f"another rule is called {name}")
            taken.add(name)
        made.append(rule)
    return tuple(made)


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


def _rules(point: "EntryPoint") -> "Iterator[tuple[str, Rule]]":
    from planrules.rules.rule import Rule

    name = f"{point.name} = {point.value}"
    try:
        found = point.load()
        if callable(found) and not isinstance(found, Rule):
            found = found()
        brought = (found,) if isinstance(found, Rule) else tuple(found)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - another package may break in any way
        raise PluginError(name, f"{type(error).__name__}: {error}") from None
    for rule in brought:
        if not isinstance(rule, Rule):
            reason = f"{type(rule).__name__} is no planrules.Rule"
            raise PluginError(name, reason)
        yield name, rule
