"""Small calendars, each line of which is known by its number."""

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planrules//vi-du//VI")
STAMP = "DTSTAMP:20240412T000000Z"
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def lines(*texts: str) -> bytes:
    """Return lines, each with its break."""
    return "".join(f"{text}\r\n" for text in texts).encode()


def calendar(*texts: str) -> bytes:
    """Return a calendar with these lines in it, the first of which is line 4."""
    return lines(*HEAD, *texts, "END:VCALENDAR")


def component(kind: str, *texts: str) -> tuple[str, ...]:
    """Return the lines of a component with a UID and a stamp; the first text is its fourth line."""
    return (f"BEGIN:{kind}", f"UID:{kind.lower()}@co-quan.example", STAMP, *texts, f"END:{kind}")


def event(*texts: str) -> bytes:
    """Return a calendar with an event of 30 April 2024; the first text is line 8."""
    return calendar(*component("VEVENT", "DTSTART;VALUE=DATE:20240430", *texts))


def timed(*texts: str) -> bytes:
    """Return a calendar with an event that says itself when it starts; the first text is line 7."""
    return calendar(*component("VEVENT", *texts))


def todo(*texts: str) -> bytes:
    """Return a calendar with a to-do; the first text is line 7."""
    return calendar(*component("VTODO", *texts))


def alarm(*texts: str) -> bytes:
    """Return a calendar with an alarm in an event; the first text is line 9."""
    return event("BEGIN:VALARM", *texts, "END:VALARM")


def zone(*texts: str) -> bytes:
    """Return a calendar with a zone; the first text is line 6."""
    return calendar("BEGIN:VTIMEZONE", "TZID:Z", *texts, "END:VTIMEZONE")


def observance(*texts: str) -> tuple[str, ...]:
    """Return the lines of an observance of +7 hours; the first text is its fourth line."""
    offsets = ("TZOFFSETFROM:+0700", "TZOFFSETTO:+0700")
    return ("BEGIN:STANDARD", *offsets, *texts, "END:STANDARD")
