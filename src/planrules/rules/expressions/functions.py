"""The short list of functions that expressions may call."""

from collections.abc import Mapping
from typing import Final

import attrs

from planrules.rules.expressions.types import DAY, NUMBER, TEXT, TRUTH, Type, list_of, record


@attrs.frozen
class Function:
    """A function; it is a method of ``Answers`` with the same name.

    Attributes:
        shape: How it is written, for people.
        takes: Types of its arguments.
        gives: Type of its result.
        doc: One English sentence.
        more: Type of any number of further arguments; None where there are none.
    """

    shape: str
    takes: tuple[Type, ...]
    gives: Type
    doc: str
    more: Type | None = None


FUNCTIONS: Final[Mapping[str, Function]] = {
    "days_until": Function(
        "days_until(day)",
        (DAY,),
        NUMBER,
        "Calendar days from the day of the check to a day; negative once it has passed.",
    ),
    "days_between": Function(
        "days_between(first, last)",
        (DAY, DAY),
        NUMBER,
        "Calendar days from one day to another, the first not counted; negative backwards.",
    ),
    "working_days_between": Function(
        "working_days_between(first, last)",
        (DAY, DAY),
        NUMBER,
        "Working days of the plan's calendar, both days included; 0 where the last comes first.",
    ),
    "is_working_day": Function(
        "is_working_day(day)", (DAY,), TRUTH, "Whether a day is worked in the plan's calendar."
    ),
    "add_months": Function(
        "add_months(day, number)",
        (DAY, NUMBER),
        DAY,
        "The same day so many months later, or the month's last where it lacks that day.",
    ),
    "mentions": Function(
        "mentions(text, words, …)",
        (TEXT, TEXT),
        TRUTH,
        "Whether a text holds any of the words, whatever their capitals, dashes and tone marks.",
        more=TEXT,
    ),
    "same_text": Function(
        "same_text(text, text)",
        (TEXT, TEXT),
        TRUTH,
        "Whether two texts are one, whatever their capitals, spaces, dashes and tone marks.",
    ),
    "length": Function("length(text)", (TEXT,), NUMBER, "How many characters a text has."),
    "unit_of": Function(
        "unit_of(id)", (TEXT,), record("unit").absent, "The body with an id; absent for a group."
    ),
    "task_of": Function("task_of(id)", (TEXT,), record("task").absent, "The task with an id."),
    "indicator_of": Function(
        "indicator_of(id)", (TEXT,), record("indicator").absent, "The indicator with an id."
    ),
    "members_of": Function(
        "members_of(id)",
        (TEXT,),
        list_of(record("unit")),
        "The bodies that an id of a body or group stands for on the day.",
    ),
}
#: What asks about the elements of a list, and how it is written.
QUANTIFIERS: Final[Mapping[str, str]] = {
    "any": "any(condition for x in list)",
    "all": "all(condition for x in list)",
    "count": "count(list), count(x for x in list if condition)",
    "sum": "sum(number for x in list)",
}
