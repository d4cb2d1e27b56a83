"""Which way a target goes: by the words of its title, its numbers, the words of its clause."""

import re

from planrules.model.goal import Indicator
from planrules.text import comparison_key

#: What may stand before the verb that a title begins with. In the middle of a title a verb only
#: tells what is counted, as in *tỷ lệ giảm nghèo*.
_FIRST = r"^(?:(?:phấn đấu|tiếp tục|từng bước|cơ bản|(?:đến|hết|by) (?:hết )?(?:năm )?\d{4})\W+)*"
_UP = re.compile(
    _FIRST
    # Nâng cấp, tăng cường are other words.
    + r"(?:(?:nâng(?! cấp\b)|tăng(?! (?:cường|trưởng|gia)\b)|raise|increase)\b"
    # To reach a share of something wanted.
    r"|đạt (?:tỷ lệ|tỉ lệ|ít nhất|tối thiểu|trên|[\d.,]+ ?%)"
    r"(?!.*\b(?:nghèo|thất nghiệp|tử vong|suy dinh dưỡng|vi phạm|chưa|không|dưới)\b))"
)
_DOWN = re.compile(
    _FIRST
    # Giảm nghèo is a programme, hạ tầng another word.
    + r"(?:(?:kéo )?giảm(?! nghèo\b)|hạ(?! (?:tầng|du|lưu|nguồn)\b)|không còn|không để"
    r"|reduce|lower|cut|decrease|no more)\b"
    r"|\bgiảm\b[^.;]{0,80}\b(?:còn|xuống)\b"
)
_BOTH = re.compile(r"\b(?:nâng|tăng)\b.*\b(?:giảm|hạ)\b|\b(?:giảm|hạ)\b.*\b(?:nâng|tăng)\b")
#: A ceiling: the lower, the stricter, though what there is may lie below it.
_CAPPED = re.compile(
    r"\bkhông (?:quá|vượt quá)\b|\b(?:tối đa|dưới|at most|below) (?:là )?\d"
    r"|\bgiảm\b[^.;]{0,80}\b(?:còn|xuống)\b"
)
#: Where the number is the change itself, and not the level that is reached.
_CHANGE = re.compile(
    r"\b(?:tăng|giảm) (?:(?:ít nhất|tối thiểu|trên|từ) )?\d"
    r"|\b(?:thêm|bình quân|trung bình|so với|mỗi năm|hàng năm|hằng năm|a year)\b"
    r"|\bby (?!\d{4}\b)|/ ?(?:năm|year)\b"
)
_LEVEL = re.compile(r"\b(?:lên|xuống)\b|\b(?:còn|đạt|to) (?:\w+ )?\d")


def falls_by_title(indicator: Indicator) -> bool | None:
    """Return whether a target is reached by going down, as its title says; None if it does not.

    A title that names two ways, or gives a change (*giảm bình quân 1,5% mỗi năm*), says nothing
    of the level.
    """
    title = comparison_key(indicator.title)
    if _BOTH.search(title) or gives_change(indicator):
        return None
    if _DOWN.search(title):
        return True
    return False if _UP.search(title) else None


def gives_change(indicator: Indicator) -> bool:
    """Return whether the number of a target is a change: the greater, the stricter."""
    title = comparison_key(indicator.title)
    verb = _UP.search(title) or _DOWN.search(title)
    return bool(verb and _CHANGE.search(title) and not _LEVEL.search(title))


def falls(indicator: Indicator, words: str) -> bool:
    """Return whether a target is the stricter the lower it is.

    The title says so first, then baseline or milestones, then a ceiling in the clause.

    Args:
        indicator: A target.
        words: The words of the official text that it rests on.
    """
    by_title = falls_by_title(indicator)
    if by_title is not None:
        return by_title
    if gives_change(indicator):
        return False
    if _CAPPED.search(comparison_key(indicator.title)):
        return True
    starts = [indicator.baseline, *(step.value for step in indicator.milestones)]
    start = next((value for value in starts if value is not None), None)
    if start is not None and indicator.target is not None and start != indicator.target:
        return start > indicator.target
    return _CAPPED.search(comparison_key(words)) is not None
