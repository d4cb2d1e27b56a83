"""Makes a foreign text harmless in the syntax that it is to stand in."""

import re

from planrules.text import printable

#: What Markdown reads as markup wherever it stands in a line.
_MARKUP = re.compile(
    r"[\\`*\[\]<|~$]"
    r"|&(?=[#\w]+;)"  # an entity
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is one
)
#: What Markdown reads as markup where a block begins: headings, quotes, lists, rules.
_OPENING = re.compile(r"([#>+=:-]|\d+(?=[.)]))")
#: What would close a heading and not be shown.
_CLOSING = re.compile(r"(?<=\s)#+$")
#: Where a text would become a link or call somebody without any markup: ``@name``, ``#1``,
#: ``scheme://``, ``www.``.
_LINKED = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
#: An invisible character that parts what would be linked; a backslash does not.
_WORD_JOINER = "\u2060"
_BACKTICKS = re.compile(r"`+")
#: What XML 1.0 forbids and ``printable`` leaves alone.
_NO_XML = re.compile("[\ufffe\uffff]")


def markdown_text(text: str, /) -> str:
    r"""Return a text as one line of Markdown that reads as it is written.

    Examples:
        >>> markdown_text("# a|b *c* <i>")
        '\\# a\\|b \\*c\\* \\<i>'
    """
    line = _LINKED.sub(_WORD_JOINER, printable(text).strip())
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _CLOSING.sub(r"\\\g<0>", line)
    opening = _OPENING.match(line)
    if opening is None:
        return line
    at = opening.start() if not opening[0][0].isdigit() else opening.end()
    return f"{line[:at]}\\{line[at:]}"


def markdown_code(text: str, /) -> str:
    """Return a text as a code span of Markdown, whatever backticks it holds.

    A span in a table would be cut at a bar: use it outside tables.
    """
    text = printable(text).strip()
    if not text:
        return ""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def markdown_block(text: str, /, *, language: str = "") -> str:
    """Return lines as a fenced block of Markdown."""
    fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    lines = (printable(line.replace("\t", "    ")).rstrip() for line in text.split("\n"))
    body = "\n".join(lines).strip("\n")
    return f"{fence}{language}\n{body}\n{fence}"


def xml_text(text: str, /) -> str:
    """Return a text for the content or a quoted attribute of XML 1.0 or HTML, in one line."""
    from html import escape

    return escape(_NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", printable(text)))


def command_data(text: str, /) -> str:
    """Return a text for the message of a workflow command; its line breaks are kept."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str, /) -> str:
    """Return a text for a property of a workflow command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")
