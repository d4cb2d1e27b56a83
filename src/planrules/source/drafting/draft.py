"""A plan file drafted from an official text, for people to go on with."""

from planrules.model.clause import ClauseKind
from planrules.source.drafting.draft_body import BodyDraft, assigned
from planrules.source.drafting.draft_head import basis_rows, collect, organ_rows, plan_row
from planrules.source.drafting.header import HeaderFacts, read_header
from planrules.source.drafting.rows import TomlRow, banner, comment, plain
from planrules.source.official.lines import read_lines
from planrules.source.tables import FORMAT

_NOTE = """\
Bản nháp lập tự động từ {document}; cần người đọc lại từng dòng.
Chỉ ghi những gì văn bản nêu; điều suy ra có ghi chú hoặc nằm trong assumed.
Các dòng "lưu ý" chỉ chỗ chưa rõ: điền hoặc sửa xong thì xóa dòng đó.
Liên kết giữa mục tiêu, chỉ tiêu, nhiệm vụ (goal, serves, fed_by …) chưa được điền."""

_REASONS = {
    ClauseKind.PREAMBLE: "căn cứ và câu dẫn, không giao việc",
    ClauseKind.CLOSING: "câu kết, không giao việc",
}
_LONGEST_FIRST_LINE = 200


def draft_plan(data: bytes, *, document_name: str, title: str | None = None) -> str:
    """Return the text of a ``plan.toml`` drafted from an official text.

    Every clause of the body becomes one goal, indicator, measure or task, or is listed as not
    modelled with the reason; nothing is guessed in silence. The result always loads.

    Args:
        data: The document as stored.
        document_name: Name of the file with the official text, for ``plan.document``.
        title: Title for a document that has no line of text at all; its name if not given.
    """
    header = read_header(data, file=document_name)
    document = header.document
    names = assigned(document)
    headings = [(address, name) for address, found in names.items() for name in found]
    organs = collect(header, headings)
    body = BodyDraft(names, organs)
    body.read(document)
    plan = plan_row(
        header,
        organs,
        title=_title(header, data, title or document_name),
        document=document_name,
        extra=body.extra,
    )
    sections = (
        ("Căn cứ", basis_rows(header, organs)),
        ("Cơ quan, đơn vị", organ_rows(organs)),
        ("Nội dung", body.blocks),
        ("Không đưa vào danh mục theo dõi", _not_modelled(header, body)),
    )
    blocks = [comment(_NOTE.format(document=plain(document_name))), f"format = {FORMAT}", str(plan)]
    for heading, rows in sections:
        if rows:
            blocks += [banner(heading), *rows]
    return "\n\n".join(blocks) + "\n"


def _title(header: HeaderFacts, data: bytes, fallback: str) -> str:
    """Return the title of the document, else its first line, else the name of its file."""
    if header.full_title and plain(header.full_title).strip():
        return plain(header.full_title).strip()
    first = next(iter(read_lines(data.decode("utf-8", "replace"))), None)
    text = plain(first.text[:_LONGEST_FIRST_LINE]).strip() if first else ""
    return text or plain(fallback).strip() or "Kế hoạch"


def _not_modelled(header: HeaderFacts, body: BodyDraft) -> list[str]:
    skipped = dict(body.skipped)
    rows = []
    appendix = 0
    for clause in header.document.clauses:
        appendix += clause.address.startswith("PL")
        reason = skipped.get(clause.address) or _REASONS.get(clause.kind)
        if reason is None:
            continue
        row = TomlRow("[[not_modelled]]")
        row.text("clause", clause.address)
        row.text("reason", reason)
        rows.append(str(row))
    if appendix:
        rows.append(comment(f"lưu ý: phụ lục có {appendix} đoạn chưa đưa vào; đọc và bổ sung."))
    return rows
