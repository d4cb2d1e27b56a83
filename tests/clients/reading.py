"""A plain reading of calendars: what stands in the file, by nobody's engine.

It knows no more of RFC 5545 than what a line is and how text is escaped.
"""

import re
from typing import TypeAlias

#: What every engine is asked about an event: names of properties, and what is compared of them.
Reading: TypeAlias = dict[str, dict[str, object]]

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,nN])")


def lines_of(feed: bytes) -> list[str]:
    """Return the lines of a feed, unfolded."""
    return re.sub(r"\r\n[ \t]", "", feed.decode()).removesuffix("\r\n").split("\r\n")


def plain_reading(feed: bytes) -> Reading:
    """Return by uid what a feed says of each event or to-do."""
    found: Reading = {}
    inside: list[str] = []
    one: dict[str, object] = {}
    for line in lines_of(feed):
        match = _LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match["name"], match["parameters"], match["value"]
        if name == "BEGIN":
            inside.append(value)
            if value in {"VEVENT", "VTODO"}:
                one = {"kind": value, "related": []}
        elif name == "END":
            assert inside.pop() == value
            if value in {"VEVENT", "VTODO"}:
                uid = str(one.pop("uid"))
                assert uid not in found, f"{uid} stands twice"
                found[uid] = one
        elif inside[-1] in {"VEVENT", "VTODO"}:
            _note(one, name, parameters, value)
    assert not inside
    return found


def _note(one: dict[str, object], name: str, parameters: str, value: str) -> None:
    if name in {"UID", "SUMMARY", "DESCRIPTION", "STATUS"}:
        one[name.lower()] = _ESCAPE.sub(_unescaped, value)
    elif name in {"DTSTART", "DTEND", "DUE"}:
        assert parameters == ";VALUE=DATE", f"{name}{parameters}: not a whole day"
        one[name.lower()] = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    elif name == "SEQUENCE":
        one["sequence"] = int(value)
    elif name == "RELATED-TO":
        (kind,) = re.findall(r";RELTYPE=([A-Z-]+)", parameters)
        related = one["related"]
        assert isinstance(related, list)
        related.append([kind, value])


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in {"n", "N"} else match[1]
