"""What publishing has done, as data and for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from planrules.feeds.publishing import Publication
from planrules.model.message import Text, shown
from planrules.model.what_if import left_out_data, what_if_lines
from planrules.rules.labels import say
from planrules.text import printable

if TYPE_CHECKING:
    from planrules.feeds.notice import Notice, NoticeKind

_WRITTEN: Final = Text(
    "{out}: đã ghi {count} tệp: {files}", "{out}: {count} files written: {files}"
)
_NOTHING: Final = Text("{out}: không có gì thay đổi", "{out}: nothing has changed")
_KEPT: Final = Text("{count} lịch giữ nguyên", "kept as they were: {count}")
_FEEDS: Final = Text(
    "{count} lịch, {events} mục, tính đến {day}", "{count} feeds, {events} entries, as of {day}"
)
_UNDATED: Final = Text(
    "{count} đầu việc thường xuyên hoặc chưa có thời hạn, không vào lịch",
    "in no feed, for they are standing or have no deadline yet: {count}",
)
_OF_TASK: Final = Text(
    " (và {count} mục khác của nhiệm vụ này)", " (and {count} more entries of this task)"
)
_LEFT: Final = Text(
    "… và {count} mục khác như vậy: xem đủ bằng --format json",
    "… and {count} more like these: --format json tells all",
)
#: Of more tasks or files than these, notices of one kind are only counted.
_TOLD: Final = 10
#: More names than these are not listed.
_LISTED: Final = 6


def publication_data(publication: Publication, out: str, /, *, language: str) -> dict[str, Any]:
    """Return what publishing has done as data.

    Args:
        publication: What it has done.
        out: The folder, as it was named.
        language: Language of notices, ``vi`` or ``en``.
    """
    edition = publication.edition
    return {
        "plan": edition.plan,
        "as_of": edition.as_of.isoformat(),
        "with": list(edition.drafts),
        "pending": left_out_data(publication.plan),
        "profile": edition.profile,
        "language": edition.language,
        "out": out,
        "written": list(publication.written),
        "feeds": [
            {
                "file": name,
                "unit": file.unit,
                "name": file.name,
                "sha256": file.sha256,
                "written": name in publication.written,
            }
            for name, file in edition.files.items()
        ],
        "undated": publication.undated,
        "notices": [
            {"kind": one.kind.value, "subject": one.subject, "message": one.message.text(language)}
            for one in publication.notices
        ],
    }


def publication_lines(publication: Publication, out: str, /, *, language: str) -> Iterator[str]:
    """Yield the same as lines for people; the arguments are those of ``publication_data``."""
    edition, written = publication.edition, publication.written
    if written:
        names = ", ".join(written[:_LISTED]) + (", …" if len(written) > _LISTED else "")
        facts = {"count": len(written), "files": names}
        yield say(_WRITTEN, language).format(out=printable(out), **facts)
    else:
        yield say(_NOTHING, language).format(out=printable(out))
    if written and publication.kept:
        yield say(_KEPT, language).format(count=len(publication.kept))
    shown_events = sum(1 for known in edition.events.values() if known.digest is not None)
    yield say(_FEEDS, language).format(
        count=len(edition.files), events=shown_events, day=shown(edition.as_of, language)
    )
    yield from what_if_lines(publication.plan, language)
    if publication.undated:
        yield say(_UNDATED, language).format(count=publication.undated)


def notice_lines(publication: Publication, /, *, language: str) -> Iterator[str]:
    """Yield what whoever publishes ought to know, in one line for each task or file.

    Of each kind the first few are told, and how many more there are.
    """
    kinds: dict[NoticeKind, dict[str, list[Notice]]] = {}
    for one in publication.notices:
        kinds.setdefault(one.kind, {}).setdefault(one.about, []).append(one)
    for found in kinds.values():
        groups = list(found.values())
        for first, *more in groups[:_TOLD]:
            line = printable(first.message.text(language))
            yield line + (say(_OF_TASK, language).format(count=len(more)) if more else "")
        left = sum(map(len, groups[_TOLD:]))
        if left:
            yield say(_LEFT, language).format(count=left)
