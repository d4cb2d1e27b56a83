"""What vobject reads in feeds: their names come as arguments, one reading a line goes out."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import vobject


def reading(component: vobject.base.Component) -> dict[str, object]:
    """Return what a component says."""
    contents = component.contents
    one: dict[str, object] = {"kind": component.name}
    for name in ("dtstart", "dtend", "due"):
        for line in contents.get(name, ()):
            day = line.value
            if not isinstance(day, date) or isinstance(day, datetime):
                message = f"{day!r} is no whole day"
                raise TypeError(message)
            one[name] = day.isoformat()
    for name in ("summary", "description", "status"):
        for line in contents.get(name, ()):
            one[name] = line.value
    for line in contents["sequence"]:
        one["sequence"] = int(line.value)
    one["related"] = [[line.reltype_param, line.value] for line in contents.get("related-to", ())]
    if component.name == "VEVENT" and component.rruleset is not None:
        message = f"{contents['uid'][0].value} recurs"
        raise ValueError(message)
    return one


for feed in sys.argv[1:]:
    calendar = vobject.readOne(Path(feed).read_text("utf-8"))
    components = (one for one in calendar.components() if one.name != "VTIMEZONE")
    found = {one.contents["uid"][0].value: reading(one) for one in components}
    sys.stdout.write(json.dumps(found) + "\n")
