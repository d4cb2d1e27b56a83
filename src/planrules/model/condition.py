"""What came of one condition of a rule: the smallest part of it that is true or false."""

import attrs


@attrs.frozen
class Condition:
    """A condition of a rule's expression, as it came out for one subject.

    Attributes:
        text: The condition as it is written.
        holds: Whether it holds; None where the conditions before it had settled the matter.
        facts: The values that it was judged by, each under the words that name it in ``text``;
            None for what is absent.
    """

    text: str
    holds: bool | None
    facts: tuple[tuple[str, object], ...] = ()
