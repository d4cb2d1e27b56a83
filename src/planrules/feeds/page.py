"""The page of a folder of feeds: how to subscribe to each, and what is due next.

It is in Vietnamese and English, needs no script and no other file, and fits phones and paper. Its
body and its own style are files beside this module.
"""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from io import BytesIO
from string import Template
from typing import Final
from urllib.parse import quote

import segno

from planrules.errors import UnknownIdError
from planrules.feeds.bilingual import both as _both
from planrules.feeds.event import NOBODY
from planrules.feeds.feed import Feed, Feeds
from planrules.feeds.guide import marks, ways
from planrules.feeds.options import Profile
from planrules.feeds.phrases import UNOWNED
from planrules.model.body import Unit
from planrules.model.message import Text, shown
from planrules.model.plan import Plan
from planrules.model.progress import State
from planrules.model.what_if import left_out
from planrules.page.frame import whole_page
from planrules.text import printable

#: How many of the next deadlines are shown.
_NEXT: Final = 20
_GOOGLE: Final = "https://calendar.google.com/calendar/r?cid="
_SETTLED: Final = frozenset({State.DONE, State.SUBMITTED, State.SUSPENDED})

_KIND: Final = Text("Lịch công việc", "Work calendars")
_AS_OF: Final = Text("Cập nhật theo tình hình đến {day}.", "As of {day}.")
_WHAT: Final = Text(
    "Đăng ký một lần, lịch tự cập nhật khi thời hạn thay đổi.",
    "Subscribe once: the calendar follows when a deadline moves.",
)
_DRAFTS: Final = Text(
    "Có tính cả dự thảo sửa đổi chưa ban hành: {drafts}.",
    "Draft amendments count as if they held: {drafts}.",
)
_FEEDS: Final = Text("Các lịch", "Calendars")
_SUBSCRIBE: Final = Text("Đăng ký", "Subscribe")
_ADD_TO_GOOGLE: Final = Text("Thêm vào Google Lịch", "Add to Google Calendar")
_DOWNLOAD: Final = Text("Tải tệp", "Download")
_QR: Final = Text("Mã QR của địa chỉ", "QR code of the address")
_COUNT: Final = Text("{count} mục", "entries")
_ONE: Final = Text("{count} mục", "entry")
_NO_URL: Final = Text(
    "Chép địa chỉ của tệp .ics rồi chọn “Đăng ký lịch từ địa chỉ (URL)” trong ứng dụng lịch; nếu "
    "chỉ tải tệp về, lịch sẽ không tự cập nhật.",
    "Copy the address of the .ics file and choose “Subscribe from URL” in the calendar program; a "
    "file that is only downloaded does not follow changes.",
)
_ENDED: Final = Text(
    "Lịch của cơ quan đã kết thúc hoạt động", "Calendars of bodies that have ended"
)
_WHERE: Final = Text(
    "Không phải đăng ký mới các lịch này. Ai đã đăng ký thì lịch vẫn còn; việc đã chuyển đi được "
    "ghi ở từng mục.",
    "Nobody has to subscribe to these any more. Who has keeps them; each entry tells what has "
    "become of the work.",
)
_HEIRS: Final = Text("Cơ quan kế tiếp: {heirs}", "Came after it: {heirs}")
_NO_HEIRS: Final = Text("Không có cơ quan kế tiếp", "Nobody came after it")
_HEIRS_UNKNOWN: Final = Text("Chưa xác định cơ quan kế tiếp", "It is not known who came after it")
_NUMBER: Final = Text("Số {number}", "No. {number}")
_ISSUER: Final = Text("Cơ quan ban hành: {issuer}", "Issued by {issuer}")
_WHOLE: Final = Text("Toàn bộ kế hoạch", "The whole plan")
_DUE: Final = Text("Việc sắp đến hạn", "Next deadlines")
_DAY: Final = Text("Thời hạn", "Due")
_WORK: Final = Text("Đầu việc", "Work")
_NONE: Final = Text("Không có việc nào sắp đến hạn.", "Nothing is due.")
_MORE: Final = Text("… và {count} việc khác trong lịch.", "… and {count} more in the calendar.")
_CHECKSUMS: Final = Text("Mã kiểm tra các tệp", "Checksums of the files")


def index_page(feeds: Feeds, /) -> str:
    """Return the page of a folder of feeds.

    Links that programs subscribe by, and QR codes of them, are there only where ``options.url``
    says where the folder can be reached.
    """
    folder = files("planrules.feeds").joinpath("pages")
    title = escape(printable(feeds.plan.title))
    explained = (*ways(feeds.options), *marks())
    sections = (*_feed_list(feeds), *_next_due(feeds), *explained, *_ended(feeds))
    body = Template(folder.joinpath("index.html").read_text("utf-8")).substitute(
        kinds=_both(_KIND),
        title=title,
        lead="\n".join(_lead(feeds)),
        sections="\n".join(sections),
        footer=f'<p><a href="SHA256SUMS">{_both(_CHECKSUMS)}</a></p>',
    )
    return whole_page(
        language="vi",
        title=f"{_KIND.vi}: {title}",
        body=body,
        style=folder.joinpath("index.css").read_text("utf-8"),
        has_pictures=True,
    )


def _lead(feeds: Feeds) -> Iterator[str]:
    yield from _issued(feeds.plan)
    yield f"<p>{_both(_AS_OF, day=feeds.as_of)}</p>"
    if feeds.drafts:
        titles = tuple(_titles(feeds))
        yield f"<p><strong>{_both(_DRAFTS, drafts=titles)}</strong></p>"
    for vi, en in zip(left_out(feeds.plan, "vi"), left_out(feeds.plan, "en"), strict=True):
        yield f"<p><strong>{_both(Text(f'{vi}.', f'{en}.'))}</strong></p>"
    yield f"<p>{_both(_WHAT)}</p>"
    yield f'<p class="jump"><a href="#viec">{_both(_DUE)}</a></p>'


def _issued(plan: Plan) -> Iterator[str]:
    """Yield the number of the plan and who has issued it, as far as it says."""
    if plan.number:
        number = printable(plan.number)
        if "number" in plan.blank:
            number = f"……{number}"
        yield f"<p>{_both(_NUMBER, number=number)}</p>"
    if plan.issuer is not None:
        yield f"<p>{_both(_ISSUER, issuer=printable(plan.body(plan.issuer).name))}</p>"


def _titles(feeds: Feeds) -> Iterator[str]:
    """Yield what the drafts that count are called: their titles, their ids where they have none."""
    for one in feeds.plan.amendments:
        if one.id in feeds.drafts:
            yield printable(f"“{one.title}”" if one.title else one.id)


def _feed_list(feeds: Feeds) -> Iterator[str]:
    yield f'<h2 id="lich">{_both(_FEEDS)}</h2>'
    if feeds.options.url is None:
        yield f"<p>{_both(_NO_URL)}</p>"
    yield '<ul class="feeds">'
    for feed in feeds:
        if not _has_ended(feeds, feed):
            yield from _card(feeds, feed)
    yield "</ul>"


def _ended(feeds: Feeds) -> Iterator[str]:
    """Yield the feeds of bodies that are no more: last, for nobody has to subscribe to them."""
    ended = [feed for feed in feeds if _has_ended(feeds, feed)]
    if ended:
        yield f"<h2>{_both(_ENDED)}</h2>"
        yield f"<p>{_both(_WHERE)}</p>"
        yield '<ul class="feeds ended">'
        for feed in ended:
            yield from _card(feeds, feed, is_ended=True)
        yield "</ul>"


def _has_ended(feeds: Feeds, feed: Feed) -> bool:
    """Return whether a feed is for a body that is there no longer."""
    if feed.unit is None:
        return False
    try:
        body = feeds.plan.body(feed.unit)
    except UnknownIdError:
        return True
    return isinstance(body, Unit) and body.until is not None and body.until < feeds.as_of


def _card(feeds: Feeds, feed: Feed, *, is_ended: bool = False) -> Iterator[str]:
    """Yield what there is to a feed; nobody has a reason to subscribe anew to one that has ended.

    Who came after stands there instead.
    """
    url = feeds.options.url
    called = _called(feeds, feed)
    name = escape(called if isinstance(called, str) else called.vi)
    web = None
    if url is not None and feeds.options.profile is not Profile.PUBLISH and not is_ended:
        web = f"webcal://{url.partition('://')[2]}{feed.file}"
    count = len(feed.events)
    yield "<li>"
    yield "<div>"
    yield f"<h3>{name if isinstance(called, str) else _both(called)}</h3>"
    if is_ended:
        yield from _heirs(feeds, feed)
    yield f'<p class="about">{_both(_ONE if count == 1 else _COUNT, count=count)}</p>'
    yield "<ul>"
    if web is not None:
        yield _link(web, _SUBSCRIBE, name)
        if not feeds.options.is_tasks:
            yield _link(f"{_GOOGLE}{quote(web, safe='')}", _ADD_TO_GOOGLE, name)
    yield _link(feed.file, _DOWNLOAD, name)
    yield "</ul>"
    yield "</div>"
    if web is not None:
        yield _qr(web, f"{_QR.vi}: {name}")
    if not is_ended:
        yield f'<p class="address">{escape((url or "") + feed.file)}</p>'
    yield "</li>"


def _heirs(feeds: Feeds, feed: Feed) -> Iterator[str]:
    """Yield who came after a body that has ended, where the plan knows the body."""
    plan = feeds.plan
    body = next((unit for unit in plan.units if unit.id == feed.unit), None)
    if body is None:
        return
    heirs = plan.standing_for(body.id, on=feeds.as_of)
    if heirs:
        said = _both(_HEIRS, heirs=tuple(printable(heir.called) for heir in heirs))
    else:
        said = _both(_NO_HEIRS if body.successors == () else _HEIRS_UNKNOWN)
    yield f'<p class="about">{said}</p>'


def _called(feeds: Feeds, feed: Feed) -> Text | str:
    """Return what a feed is called on the page of its plan: a name, or words in both languages."""
    if feed.is_whole:
        return _WHOLE
    if feed.file == f"{feeds.plan.id}.{NOBODY}.ics":
        return UNOWNED
    return feeds.who(feed)


def _link(address: str, text: Text, name: str) -> str:
    words = f'{_both(text)}<span class="hidden">: {name}</span>'
    return f'<li><a href="{escape(address)}">{words}</a></li>'


def _qr(address: str, label: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True, nl=False
    )
    return drawn.getvalue().decode().replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def _next_due(feeds: Feeds) -> Iterator[str]:
    """Yield what is due next: not done, not withdrawn, on the day of the assessment or later."""
    coming = [
        event
        for event in feeds[0].events
        if event.first is not None
        and event.first >= feeds.as_of
        and not event.is_cancelled
        and event.progress is not None
        and event.progress.state not in _SETTLED
    ]
    yield f'<h2 id="viec">{_both(_DUE)}</h2>'
    if not coming:
        yield f"<p>{_both(_NONE)}</p>"
        return
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_DUE.vi}"><table>'
    heads = "".join(f'<th scope="col">{_both(head)}</th>' for head in (_DAY, _WORK))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for event in coming[:_NEXT]:
        yield f"<tr><td>{shown(event.first, 'vi')}</td><td>{escape(event.summary)}</td></tr>"
    yield "</tbody></table></div>"
    if len(coming) > _NEXT:
        yield f"<p>{_both(_MORE, count=len(coming) - _NEXT)}</p>"
