"""Which figures can be so of what is told in hundredths."""

import re

from planrules.text import comparison_key

#: A change in percent may exceed 100 or lie below 0; a share may not.
_CHANGE = re.compile(r"\b(?:tăng|giảm|vượt|so với|increase|decrease|change|growth)\b")


def is_change(*said: str) -> bool:
    """Return whether words speak of a change, which no range bounds, and not of a share.

    Args:
        said: What is said of an indicator, such as its title and the words of its clause.
    """
    return _CHANGE.search(comparison_key(" ".join(said))) is not None
