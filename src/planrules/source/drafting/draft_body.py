"""The second part of a drafted plan: goals, indicators, measures, assignments and tasks."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.source.drafting import wording
from planrules.source.drafting.organs import Organ, Organs, is_asked, is_name, names_in
from planrules.source.drafting.rows import Ids, TomlRow, array, banner, date, quoted, strings, table
from planrules.source.drafting.sections import Placed, Topic, is_lead_in, placed
from planrules.source.drafting.wording import Rhythm
from planrules.text import slug, to_old

_ID_LIMIT = 50
_KINDS = {
    Topic.PURPOSE: "purpose",
    Topic.REQUIREMENT: "requirement",
    Topic.GENERAL_GOAL: "general",
}
_SKIPPED = {
    Topic.SITUATION: "đánh giá tình hình, không đặt mục tiêu, không giao việc",
    Topic.BASIS: "căn cứ, không giao việc",
    Topic.FUNDING: "nội dung kinh phí, đã ghi ở [plan]",
}
_REPORTS = re.compile(
    r"(?i:gửi|báo cáo|(?<!chương )(?<!quy )(?<!công )(?<!quá )(?<!lập )trình)(?!\w)\s*"
)
_TO = re.compile(r"(?:^|\s)(?:về|cho|lên|với)\s+")
_PIECE_END = re.compile(r"[;.]")
_LONGEST_OBJECT = 200
#: So many places are tried for the body that receives.
_MOST_RECEIVERS = 20
_LEAD_IN = "câu dẫn vào các điểm tiếp theo"


def assigned(document: Document, /) -> dict[str, tuple[str, ...]]:
    """Return the names of the bodies that a clause assigns work to, by its address.

    They are headings below *Tổ chức thực hiện* that are names, and clauses there that begin with
    a name and a colon.
    """
    found = {}
    for place in placed(document):
        if place.topic is not Topic.ORGANISATION or not place.above:
            continue
        text = place.clause.text
        if place.clause.kind is ClauseKind.BODY:
            text, colon, _ = text.partition(":")
            if not colon:
                continue
        names = names_in(text)
        if all(map(is_name, names)):
            found[str(place.clause.address)] = names
    return found


class BodyDraft:
    """The rows of the body of one document.

    Attributes:
        blocks: The tables in the order of the document, with comments between them.
        skipped: Addresses that no row models, with the reason.
        extra: Lines for ``[plan]``.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], organs: Organs) -> None:
        """Begin with none.

        Args:
            names: What ``assigned`` has found.
            organs: The bodies.
        """
        self.blocks: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self.extra: list[str] = []
        self._organs = organs
        self._names = names
        self._leads = {
            address: [organ for name in found if (organ := organs.find(name))]
            for address, found in names.items()
        }
        self._ids = Ids()
        self._funding: list[str] = []
        self._review: list[str] = []

    def read(self, document: Document) -> None:
        """Add the rows of all clauses of the body."""
        for place in placed(document):
            clause = place.clause
            if clause.address in self._leads:
                self.blocks.append(banner(f"{clause.address} {wording.title_of(clause.text)}"))
                self.blocks.append(str(self._assignment(clause)))
                if clause.kind is ClauseKind.HEADING:
                    continue
            elif clause.kind is ClauseKind.HEADING and not clause.text.endswith("."):
                if is_lead_in(clause):
                    self.skipped.append((clause.address, _LEAD_IN))
                else:
                    self.blocks.append(banner(f"{clause.address} {clause.text}"))
                continue
            self._clause(place)
        for key, texts in (("funding", self._funding), ("review", self._review)):
            if texts:
                self.extra.append(f"{key} = {quoted(' '.join(texts))}")

    def _clause(self, place: Placed) -> None:
        clause = place.clause
        if place.topic in _SKIPPED:
            if place.topic is Topic.FUNDING:
                self._funding.append(clause.text)
            self.skipped.append((clause.address, _SKIPPED[place.topic]))
        elif is_lead_in(clause):
            self.skipped.append((clause.address, _LEAD_IN))
        elif place.topic is Topic.ORGANISATION:
            self._tasks(place)
        elif place.topic in (Topic.MEASURE, None):
            self._measure(place)
        elif place.topic is Topic.INDICATOR or (
            place.topic is Topic.GOAL and wording.percentages(clause.text)
        ):
            self._indicator(place)
        else:
            self._goal(place)

    # ------------------------------------------------------------------ one row a clause

    def _row(
        self, kind: str, place: Placed, text: str, *, quote: bool = False, named: str = ""
    ) -> TomlRow:
        """Return a table with id, clause and title, the title made of ``named`` or the text."""
        row = TomlRow(f"[[{kind}]]")
        title = wording.title_of(named or text)
        title = title[:1].upper() + title[1:]
        row.text("id", self._ids.new(slug(title, limit=_ID_LIMIT)))
        row.text("clause", place.clause.address)
        if quote:
            row.text("quote", text)
        row.text("title", title)
        over = next((h for h in place.above if h.marker and is_lead_in(h)), None)
        if over is not None:
            row.remark(f"thuộc {over.address} '{wording.title_of(over.text)}'")
        return row

    def _goal(self, place: Placed) -> None:
        row = self._row("goal", place, place.clause.text)
        kind = _KINDS.get(place.topic) if place.topic else None
        heading = place.by.text if place.by else ""
        if kind:
            row.text("kind", kind)
        elif place.topic is Topic.GOAL and "mục tiêu" in heading.lower():
            row.assume("kind", quoted("general"), f"đề mục chỉ ghi '{heading}'; không có số liệu")
        else:
            row.remark(f"đề mục '{heading}': chọn kind = purpose, requirement hoặc general")
        self._by(row, place)
        self._finish(row, place.clause.text)

    def _indicator(self, place: Placed) -> None:
        text = place.clause.text
        row = self._row("indicator", place, text)
        found = wording.percentages(text)
        if found:
            row.text("unit_of_measure", "%")
            if len(set(found)) == 1:
                row.put("target", found[0])
            else:
                listed = "; ".join(f"{value.replace('.', ',')}%" for value in found)
                reason = f"nêu nhiều tỷ lệ ({listed}); tạm lấy tỷ lệ đầu, nên tách chỉ tiêu"
                row.assume("target", found[0], reason)
            if bounds := wording.bounds(text):
                row.remark(f"mức phấn đấu đi kèm {_listed(bounds)}")
        elif numbers := wording.quantities(text):
            row.remark(f"văn bản ghi số {_listed(numbers)}: điền target và unit_of_measure")
        else:
            row.put("qualitative", "true", "văn bản không nêu số")
        self._by(row, place)
        if ";" in text.rstrip(";"):
            row.remark("vế sau dấu chấm phẩy có thể là điều kiện (condition) hoặc chỉ tiêu khác")
        self._finish(row, text, percent=False)

    def _measure(self, place: Placed) -> None:
        text = place.clause.text
        row = self._row("measure", place, text)
        if place.topic is None:
            row.remark("đề mục không nói rõ loại nội dung; tạm ghi là nhiệm vụ, giải pháp")
        for reading in wording.rhythms(text):
            row.remark(f"văn bản ghi '{reading.words}'; nếu giao việc thì ghi thành [[task]]")
        for deadline, _ in wording.deadlines(text):
            row.remark(f"văn bản nêu thời hạn '{deadline.words}'; nếu giao việc thì ghi [[task]]")
        self._count(row, text)
        self._finish(row, text)

    # ------------------------------------------------------------------ assignments and tasks

    def _assignment(self, clause: Clause) -> TomlRow:
        row = TomlRow("[[assignment]]")
        row.text("clause", clause.address)
        leads = [_holder(organ) for organ in self._leads[clause.address]]
        words = "; ".join(self._names[clause.address])
        row.put("lead", leads[0] if len(leads) == 1 else array(leads), words)
        if len(leads) > 1:
            row.remark("đề mục nêu nhiều cơ quan; cần xác định một cơ quan chủ trì")
        if is_asked(clause.text):
            words = " ".join(clause.text.split(maxsplit=2)[:2])
            row.remark(f"văn bản ghi '{words} …'; xem thẩm quyền giao việc")
        return row

    def _tasks(self, place: Placed) -> None:
        """Add one task; several only where parts of the clause come back at different times."""
        text = place.clause.text
        parts = wording.pieces(text)
        different = {(wording.rhythms(part), wording.deadlines(part)) for part in parts}
        if len(different) == 1 or len(parts) == 1:
            self._task(place, text, quote=False)
            return
        for part in parts:
            self._task(place, part, quote=True)

    def _task(self, place: Placed, text: str, *, quote: bool) -> None:
        name, _, rest = text.partition(":")
        named = rest.strip() if is_name(name) else ""
        row = self._row("task", place, text, quote=quote, named=named)
        heading, organs = self._heading_over(place)
        self._coordination(row, text, organs)
        self._receivers(row, text)
        self._time(row, text)
        if heading is None:
            row.remark("chưa rõ cơ quan chủ trì (lead)")
        if "sơ kết" in text.lower() or "tổng kết" in text.lower():
            self._review.append(text)
        if not quote:
            self._count(row, text)
        self._finish(row, text)

    def _heading_over(self, place: Placed) -> tuple[str | None, list[Organ]]:
        for clause in (place.clause, *place.above):
            if clause.address in self._leads:
                return clause.address, self._leads[clause.address]
        return None, []

    def _coordination(self, row: TomlRow, text: str, organs: list[Organ]) -> None:
        plain = to_old(text)
        at = plain.lower().find("phối hợp")
        if at < 0:
            return
        rest = plain[at + len("phối hợp") :].lstrip()
        partner = self._organs.find_at_start(rest[4:].lstrip()) if rest.startswith("với ") else None
        own = at == 0 and bool(organs)
        if own:
            row.put("coordinate", array(map(_holder, organs)), "văn bản giao phối hợp")
            hint = f"; văn bản nêu phối hợp với '{partner.name}'" if partner else ""
            row.remark(f"chưa nêu ai chủ trì (lead){hint}")
        elif partner is not None and partner not in organs:
            row.put("coordinate", array([_holder(partner)]), "phối hợp với …")
        else:
            row.remark(f"phối hợp: '{wording.title_of(text[at:], 80)}'; ghi coordinate nếu rõ")

    def _receivers(self, row: TomlRow, text: str) -> None:
        plain = to_old(text)
        for match in islice(_REPORTS.finditer(plain), _MOST_RECEIVERS):
            tail = _PIECE_END.split(plain[match.end() : match.end() + _LONGEST_OBJECT], 1)[0]
            for at in (0, *(to.end() for to in _TO.finditer(tail))):
                organ = self._organs.find_at_start(tail[at:])
                if organ is not None:
                    remark = f"{match[0].strip()} … {organ.name}"
                    row.put("receive", array([quoted(organ.id)]), remark)
                    return

    def _time(self, row: TomlRow, text: str) -> None:
        found = wording.deadlines(text)
        readings = wording.rhythms(text)
        if len(found) == 1:
            (deadline, before) = found[0]
            row.put("due", date(deadline.date))
            row.state("due", deadline.words)
            if before:
                row.remark("'trước ngày': hiểu chặt thì chậm nhất là ngày liền trước")
        for deadline, _ in found if len(found) > 1 else ():
            row.remark(f"văn bản nêu nhiều thời hạn, trong đó '{deadline.words}'; tách nhiệm vụ")
        if found:
            for reading in readings:
                row.remark(f"văn bản còn ghi '{reading.words}'; tách nhiệm vụ nếu cần")
            return
        for index, reading in enumerate(readings):
            if index:
                row.remark(f"văn bản còn ghi '{reading.words}'; tách nhiệm vụ nếu cần")
            else:
                _put_rhythm(row, reading)

    # ------------------------------------------------------------------ what all rows share

    def _by(self, row: TomlRow, place: Placed) -> None:
        """Add the date by which it is to be reached, from the clause or else from its headings."""
        for clause in (place.clause, *place.above):
            found = wording.dates_by(clause.text)
            if len(found) > 1:
                listed = _listed(dated.words for dated in found)
                row.remark(f"nhiều mốc thời gian: {listed}; điền by và milestones")
                return
            if found:
                where = "" if clause is place.clause else f"theo đề mục {clause.address}"
                row.put("by", date(found[0].date), where)
                row.state("by", found[0].words)
                return

    def _count(self, row: TomlRow, text: str) -> None:
        parts = wording.actions(text)
        if parts > 1:
            row.remark(f"điểm này có {parts} ý (dấu chấm phẩy, dấu chấm); tách nếu là việc riêng")

    def _finish(self, row: TomlRow, text: str, *, percent: bool = True) -> None:
        found = wording.percentages(text) if percent else ()
        if found:
            listed = ", ".join(f"{value.replace('.', ',')}%" for value in found)
            row.remark(f"có tỷ lệ {listed}; xem có phải là chỉ tiêu")
        if vague := wording.vague_words(text):
            row.remark(f"từ ngữ chưa đo đếm được: {_listed(vague)}")
        self.blocks.append(str(row))


def _listed(words: Iterable[str]) -> str:
    """Return words in quotes, with commas between them."""
    return ", ".join(f"'{word}'" for word in words)


def _holder(organ: Organ) -> str:
    """Return a body as a role names it: every member of a group on its own."""
    return table({"each": quoted(organ.id)}) if organ.is_group else quoted(organ.id)


def _put_rhythm(row: TomlRow, reading: Rhythm) -> None:
    if reading.standing:
        row.put("standing", "true")
        row.state("standing", reading.words)
        return
    row.put("every", strings(reading.every) if reading.every else quoted("unstated"))
    row.state("every", reading.words)
    if not reading.every:
        row.remark(f"văn bản chỉ ghi '{reading.words}', chưa quy định kỳ")
