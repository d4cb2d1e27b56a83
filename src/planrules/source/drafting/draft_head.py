"""The first part of a drafted plan: header, basis chain, bodies."""

from collections.abc import Iterable

from planrules.model.dates import PartialDate
from planrules.source.drafting.citations import Citation
from planrules.source.drafting.header import Addressee, HeaderFacts
from planrules.source.drafting.organs import LONGEST_NAME, Organ, Organs, is_name, names_in
from planrules.source.drafting.rows import TomlRow, array, date, quoted, strings, table
from planrules.text import slug

_ID_LIMIT = 50


def collect(header: HeaderFacts, headings: Iterable[tuple[str, str]]) -> Organs:
    """Return the bodies that a document names.

    Args:
        header: What the document says about itself.
        headings: Addresses and names of the bodies that headings assign work to.
    """
    organs = Organs()
    if issuer := issuer_of(header):
        organs.add(*issuer)
    for address, name in headings:
        organs.add(name, f"mục {address}")
    for addressee in header.addressees:
        for name in _bodies_of(addressee, organs):
            organs.add(name, f"nơi nhận {addressee.clause}")
    for citation in header.citations:
        if citation.issuer and is_name(citation.issuer):
            organs.add(citation.issuer, f"căn cứ {citation.sign}")
    for defined in header.short_names:
        organ = organs.find(defined.before) if is_name(defined.before) else None
        if organ is not None and is_name(defined.short):
            organs.alias(organ, defined.short)
    organs.name_all()
    return organs


def issuer_of(header: HeaderFacts) -> tuple[str, str] | None:
    """Return the name of the issuing body and where it stands."""
    if header.issuer:
        return header.issuer, f"đoạn {header.issuer_clause}"
    if not header.agencies:
        return None
    last = header.agencies[-1]
    own = last if is_name(last.capitalize()) else " ".join(header.agencies[-2:])
    return (own, "phần đầu văn bản") if len(own) <= LONGEST_NAME else None


def plan_row(
    header: HeaderFacts, organs: Organs, *, title: str, document: str, extra: Iterable[str]
) -> TomlRow:
    """Return the table ``[plan]``.

    Args:
        header: What the document says about itself.
        organs: The bodies.
        title: The title for the plan.
        document: Name of the file with the official text.
        extra: Lines that were found in the body: funding, reviews.
    """
    row = TomlRow("[plan]")
    remark = "có thể đổi cho gọn; đã phát hành lịch thì giữ nguyên"
    row.text("id", slug(title, limit=_ID_LIMIT), remark)
    row.text("title", title)
    row.text("number", header.number)
    if header.blank:
        row.put("blank", array(map(quoted, header.blank)), "văn bản để trống")
    issuer = issuer_of(header)
    found = organs.find(issuer[0]) if issuer else None
    if issuer and found and not found.is_group:
        row.text("issuer", found.id, f"{issuer[1]}: {issuer[0]}")
    else:
        row.remark("chưa đọc được cơ quan ban hành (issuer)")
    row.text("place", header.place)
    if header.issued_on:
        row.put("issued_on", date(header.issued_on), header.date_words or "")
    else:
        row.remark("chưa đọc được ngày ban hành (issued_on)")
    _period(row, header)
    if header.signer:
        signer = {"name": quoted(header.signer)}
        if header.capacity:
            signer["capacity"] = quoted(header.capacity)
        row.put("signed_by", table(signer))
    else:
        row.remark("chưa đọc được người ký (signed_by)")
    row.text("document", document)
    row.text("language", "vi")
    row.lines += extra
    if header.addressees:
        row.lines.append("recipients = [")
        row.lines += [f"  {_recipient(a, organs)}" for a in header.addressees]
        row.lines.append("]")
    return row


def basis_rows(header: HeaderFacts, organs: Organs) -> list[str]:
    """Return the tables ``[[basis]]``."""
    return [str(_basis(citation, organs)) for citation in header.citations]


def organ_rows(organs: Organs) -> list[str]:
    """Return the tables ``[[unit]]`` and ``[[group]]``."""
    doubtful = organs.doubtful()
    return [
        str(_organ(organ, doubtful.get(organ.id, ())))
        for organ in sorted(organs.all, key=lambda organ: organ.is_group)
    ]


def _period(row: TomlRow, header: HeaderFacts) -> None:
    first, last = header.period or (None, None)
    words = header.period_words or ""
    issued = header.issued_on
    if first and issued and issued.year == first:
        row.assume("starts_on", date(issued), f"văn bản ghi '{words}'; tạm lấy ngày ban hành")
    elif first:
        row.put("starts_on", date(PartialDate(first)), words)
        row.state("starts_on", words)
    elif issued:
        row.assume("starts_on", date(issued), "văn bản không nêu ngày bắt đầu; lấy ngày ban hành")
    if last:
        row.put("ends_on", date(PartialDate(last)))
        row.state("ends_on", words)
    else:
        row.remark("văn bản không nêu thời gian kết thúc (ends_on)")


def _recipient(addressee: Addressee, organs: Organs) -> str:
    names = _bodies_of(addressee, organs)
    found = [organ for name in names if (organ := organs.find(name))]
    purpose = {"purpose": quoted(addressee.purpose)} if addressee.purpose else {}
    if not found:
        return f"{table({'text': quoted(addressee.text)} | purpose)},"
    return " ".join(f"{table({'unit': quoted(organ.id)} | purpose)}," for organ in found)


def _bodies_of(addressee: Addressee, organs: Organs) -> tuple[str, ...]:
    """Return the names of the bodies in a line of recipients, none where that is not certain."""
    if organs.find(addressee.text):
        return (addressee.text,)
    names = names_in(addressee.text)
    return names if all(map(is_name, names)) else ()


def _basis(citation: Citation, organs: Organs) -> TomlRow:
    row = TomlRow("[[basis]]")
    row.text("id", citation.sign)
    about = " ".join(filter(None, (citation.type, citation.about)))
    row.text("title", about or None)
    if citation.issued_on:
        row.put("issued_on", date(citation.issued_on))
    elif citation.date_words:
        row.remark(f"văn bản ghi '{citation.date_words}': không phải ngày hợp lý, cần kiểm tra")
    organ = organs.find(citation.issuer) if citation.issuer else None
    if organ and not organ.is_group:
        row.text("issuer", organ.id)
    elif citation.issuer:
        row.remark(f"cơ quan ban hành ghi là '{citation.issuer}'")
    if citation.implements:
        row.put("implements", strings(citation.implements), "suy từ câu chữ của đoạn viện dẫn")
    row.text("clause", citation.clause)
    return row


def _organ(organ: Organ, doubtful: Iterable[Organ]) -> TomlRow:
    row = TomlRow("[[group]]" if organ.is_group else "[[unit]]")
    row.text("id", organ.id)
    row.text("name", organ.name, f"nêu tại: {'; '.join(organ.places)}")
    row.text("short", organ.short)
    others = [name for name in organ.spellings if name not in (organ.name, organ.short)]
    if others:
        row.remark("văn bản còn ghi: " + "; ".join(f"'{name}'" for name in others))
    for other in doubtful:
        row.remark(f"có thể cùng là '{other.name}' ({other.id}); nếu đúng thì gộp làm một")
    if organ.is_group:
        row.put("members", "[]", "phải liệt kê mã của từng đơn vị, hoặc dùng danh bạ")
    if organ.name.isupper():
        row.remark("tên lấy từ phần đầu văn bản, viết hoa; ghi lại theo tên đầy đủ")
    return row
