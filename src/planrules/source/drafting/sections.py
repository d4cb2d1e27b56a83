"""What kind of rows the clauses of a section become, by the words of its heading."""

import re
from collections.abc import Iterator
from enum import StrEnum

import attrs

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.source.official.markers import Level, read_marker
from planrules.text import comparison_key


class Topic(StrEnum):
    """What a heading announces."""

    PURPOSE = "mục đích"
    REQUIREMENT = "yêu cầu"
    PRINCIPLE = "quan điểm, nguyên tắc"
    GENERAL_GOAL = "mục tiêu chung"
    INDICATOR = "chỉ tiêu"
    GOAL = "mục tiêu"
    ORGANISATION = "tổ chức thực hiện"
    MEASURE = "nhiệm vụ, giải pháp"
    FUNDING = "kinh phí"
    SITUATION = "đánh giá tình hình"
    BASIS = "căn cứ"


_WORDS = (
    (Topic.SITUATION, r"tình hình|kết quả đạt được|tồn tại|hạn chế|thực trạng|đánh giá|bối cảnh"),
    (Topic.SITUATION, r"sự cần thiết|đặc điểm|thuận lợi|bài học"),
    (Topic.FUNDING, r"kinh phí|nguồn vốn|nguồn lực tài chính"),
    (Topic.ORGANISATION, r"tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm"),
    (Topic.ORGANISATION, r"chế độ (?:thông tin|báo cáo)|thông tin,? báo cáo|tiến độ|lộ trình"),
    (Topic.MEASURE, r"nhiệm vụ|giải pháp|biện pháp|nội dung|hoạt động"),
    (Topic.PURPOSE, r"mục đích"),
    (Topic.REQUIREMENT, r"yêu cầu"),
    (Topic.PRINCIPLE, r"quan điểm|nguyên tắc|phương châm"),
    (Topic.GENERAL_GOAL, r"mục tiêu (?:chung|tổng quát)"),
    (Topic.INDICATOR, r"mục tiêu cụ thể|chỉ tiêu"),
    (Topic.GOAL, r"mục tiêu"),
    (Topic.BASIS, r"^(?:các )?căn cứ"),
)
_TOPICS = tuple((topic, re.compile(rf"(?:{words})(?!\w)")) for topic, words in _WORDS)
#: Kinds of goals, between which the nearest heading decides.
_GOALS = frozenset(
    (
        Topic.PURPOSE,
        Topic.REQUIREMENT,
        Topic.PRINCIPLE,
        Topic.GENERAL_GOAL,
        Topic.INDICATOR,
        Topic.GOAL,
    )
)
#: A heading is no longer than this; what is longer is a clause with others below it.
_LONGEST_HEADING = 200


@attrs.frozen(kw_only=True)
class Placed:
    """A clause of the body, the headings over it and what it becomes.

    Attributes:
        clause: The clause.
        above: The clauses over it, the nearest first.
        topic: What its headings announce; None where they say nothing known.
        by: The heading that decided.
    """

    clause: Clause
    above: tuple[Clause, ...]
    topic: Topic | None
    by: Clause | None


def topics_of(text: str, /) -> tuple[Topic, ...]:
    """Return what a heading announces, each once; *mục tiêu chung* is no *mục tiêu* besides."""
    key = comparison_key(text[:_LONGEST_HEADING])
    found = [topic for topic, pattern in _TOPICS if pattern.search(key)]
    if Topic.GENERAL_GOAL in found or Topic.INDICATOR in found:
        found = [topic for topic in found if topic is not Topic.GOAL]
    return tuple(dict.fromkeys(found))


def is_section(clause: Clause, /) -> bool:
    """Return whether the clause is a section: a Roman number, a capital, or at the top."""
    return "." not in clause.address or _level(clause) <= Level.ROMAN


def is_lead_in(clause: Clause, /) -> bool:
    """Return whether the clause only leads to what follows or stands below it.

    Such are paragraphs that end with a colon, and bullets and letters with others below.
    """
    if clause.kind is ClauseKind.HEADING:
        return _level(clause) >= Level.LETTER
    return clause.text.rstrip().endswith(":")


def placed(document: Document, /) -> Iterator[Placed]:
    """Yield the clauses of the body, headings included and appendices not, with their topics."""
    above: list[Clause] = []
    topics: dict[str, tuple[Topic, ...]] = {}
    for clause in document.clauses:
        if clause.kind not in (ClauseKind.HEADING, ClauseKind.BODY):
            continue
        if clause.address.startswith(("PL", "NN")):
            continue
        while above and not clause.address.startswith(f"{above[-1].address}."):
            above.pop()
        yield _placed(clause, tuple(reversed(above)), topics)
        if clause.kind is ClauseKind.HEADING:
            above.append(clause)
            topics[clause.address] = topics_of(clause.text)


def _placed(
    clause: Clause, above: tuple[Clause, ...], topics: dict[str, tuple[Topic, ...]]
) -> Placed:
    section = next((heading for heading in above if is_section(heading)), None)
    if section is not None:
        announced = topics[section.address]
        firm = [topic for topic in announced if topic not in _GOALS]
        if len(announced) == 1 and firm:
            return Placed(clause=clause, above=above, topic=firm[0], by=section)
    for heading in above:
        if topics[heading.address]:
            topic, *others = topics[heading.address]
            # "MỤC ĐÍCH, YÊU CẦU" over a clause does not say which of the two it is.
            topic = Topic.GOAL if others and topic in _GOALS else topic
            return Placed(clause=clause, above=above, topic=topic, by=heading)
    return Placed(clause=clause, above=above, topic=None, by=None)


def _level(clause: Clause) -> int:
    """Return how deep the marker of a clause stands."""
    marker = read_marker(f"{clause.marker} {clause.text[:_LONGEST_HEADING]}")
    return Level.DASH if marker is None or not clause.marker else marker.level
