"""Sentences with expressions in braces."""

import attrs

from planrules.rules.expressions.slips import Slip, slip


@attrs.frozen
class Placeholder:
    """An expression in a sentence.

    Attributes:
        text: The expression.
        offset: Where it begins, in characters of the sentence.
    """

    text: str
    offset: int


@attrs.frozen
class Sentence:
    """A sentence, taken apart.

    Attributes:
        template: The sentence for ``str.format``, its expressions called by their places: f0, f1.
        placeholders: The expressions.
        slips: What is wrong with its braces.
    """

    template: str
    placeholders: tuple[Placeholder, ...]
    slips: tuple[Slip, ...] = ()


def read_sentence(text: str, /, *, first: int = 0) -> Sentence:
    """Return a sentence, taken apart; ``{{`` and ``}}`` stand for the braces themselves.

    Args:
        text: The sentence as it is written.
        first: The number of its first expression.
    """
    made: list[str] = []
    found: list[Placeholder] = []
    position = 0
    while position < len(text):
        sign = text[position]
        if sign not in "{}":
            made.append(sign)
            position += 1
        elif text.startswith(sign * 2, position):
            made.append(sign * 2)
            position += 2
        else:
            end = _closing(text, position + 1) if sign == "{" else -1
            if end < 0:
                return Sentence("", (), (slip(position, "EXP017"),))
            made.append(f"{{f{first + len(found)}}}")
            found.append(Placeholder(text[position + 1 : end], position + 1))
            position = end + 1
    return Sentence("".join(made), tuple(found))


def _closing(text: str, position: int) -> int:
    """Return where the brace closes that was opened before a position; -1 where it does not."""
    quote = ""
    for index in range(position, len(text)):
        sign = text[index]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "}":
            return index
        elif sign == "{":
            return -1
    return -1
