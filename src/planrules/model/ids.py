"""Names of things: ids of rows and bodies, clause addresses, labels of periods."""

import re
from typing import Annotated, NewType

#: A text that may be blank: what is missing then is for the rules to say.
Blankable = Annotated[str, "may be blank"]
#: An id of a row or a body: lower-case ASCII words joined by hyphens, without dots.
Slug = NewType("Slug", str)
#: An address in the official text, such as ``IV.1.2``.
Address = NewType("Address", str)
#: A label of a reporting period, such as ``2024-Q3``.
PeriodLabel = NewType("PeriodLabel", str)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(r"[0-9A-Z]{1,12}(?:\.[0-9A-Za-zđ]{1,12}){0,8}")
PERIOD_LABEL = re.compile(r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")

#: Longest id, in characters.
SLUG_LIMIT = 80
