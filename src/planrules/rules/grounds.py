"""Why a finding is made and why it is accepted: conditions and waivers in words."""

from contextlib import suppress
from typing import Final

from planrules.errors import UnknownIdError
from planrules.model.condition import Condition
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.waiver import Waiver
from planrules.rules.labels import say

_HOLDS: Final[dict[bool | None, Text]] = {
    True: Text("đúng", "true"),
    False: Text("sai", "false"),
    None: Text("chưa xét", "not asked"),
}
_ABSENT: Final = Text("không có", "absent")
_REASON: Final = Text("Lý do", "Reason")
_APPROVER: Final = Text("Cơ quan chấp thuận", "Waived by")
_DOCUMENT: Final = Text("Văn bản", "Document")
_VALID: Final = Text("Hiệu lực", "Holds")
_DAYS: Final = Text("từ ngày {granted} đến hết ngày {expires}", "{granted} to {expires}, inclusive")

#: Heads of the columns of :func:`waiver_words`, in order.
WAIVER_HEADS: Final = (_REASON, _APPROVER, _DOCUMENT, _VALID)


def holds_words(condition: Condition, language: str) -> str:
    """Return whether a condition holds: *đúng*, *sai*, *chưa xét*."""
    return say(_HOLDS[condition.holds], language)


def fact_words(condition: Condition, language: str) -> list[str]:
    """Return the values that a condition was judged by, each as ``name = value``.

    That a condition which is nothing but a value came out so is said already.
    """
    return [
        f"{name} = {_value(fact, language)}"
        for name, fact in condition.facts
        if name != condition.text or not isinstance(fact, bool)
    ]


def condition_words(condition: Condition, language: str) -> str:
    """Return a condition in one line: how it came out, as it is written, its facts."""
    facts = "; ".join(fact_words(condition, language))
    told = f" ({facts})" if facts else ""
    return f"{holds_words(condition, language)}: {condition.text}{told}"


def _value(fact: object, language: str) -> str:
    if fact is None:
        return say(_ABSENT, language)
    if isinstance(fact, bool):
        return say(_HOLDS[fact], language)
    return shown(fact, language)


def waiver_words(
    plan: Plan | None, waiver: Waiver | None, language: str
) -> tuple[tuple[str, str], ...]:
    """Return why a finding is accepted, by whom, in which document, for how long.

    Args:
        plan: The plan, which knows the names of bodies; without it, they are called by their ids.
        waiver: The waiver; there is nothing to say of None.
        language: ``vi`` or ``en``.

    Returns:
        A label and its words for each, in the order of ``WAIVER_HEADS``.
    """
    if waiver is None:
        return ()
    granted, expires = (shown(day, language) for day in (waiver.granted, waiver.expires))
    words = (
        waiver.reason,
        _approver(plan, waiver),
        waiver.document,
        say(_DAYS, language).format(granted=granted, expires=expires),
    )
    return tuple(
        (say(head, language), text) for head, text in zip(WAIVER_HEADS, words, strict=True)
    )


def _approver(plan: Plan | None, waiver: Waiver) -> str:
    """Return the body that accepts, by its name, and the post of who signed."""
    name: str = waiver.approver
    if plan is not None:
        with suppress(UnknownIdError):
            name = plan.body(waiver.approver).called
    return f"{name} ({waiver.official})" if waiver.official else name
