"""Folders of feeds that are published for clients to read."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import planrules
from planrules.feeds.options import FeedOptions
from planrules.feeds.publishing import Publication, publish_feeds

ROOT = Path(__file__).resolve().parents[2]
#: What `make test-clients` has installed for clients, a folder for each.
INSTALLED = ROOT / "build" / "clients"
#: Feeds that are pinned, where there are any.
GOLDEN = ROOT / "tests" / "golden" / "feeds"

#: Text that has to be escaped, folded and kept apart from what it looks like.
STRANGE = r"""
format = 1

[plan]
id = "la-2026"
title = "Kế hoạch; có, dấu: \"ngoặc\" \\ gạch chéo <b>&amp;</b>"
issued_on = 2026-01-05
starts_on = 2026-01-05
ends_on = 2027-12-31

[[unit]]
id = "doi"
name = "Đội 🏡; “một”, hai\\ba"

[[task]]
id = "dai"
title = "Nhiệm vụ \\n một dòng; BEGIN:VEVENT, 🏡🏡🏡🏡🏡🏡🏡🏡🏡 nghiễng nghiệng nghiễm nghiêm"
lead = "doi"
due = 2026-02-28
product = "RRULE:FREQ=DAILY"

[[task]]
id = "sau"
title = "Việc sau"
lead = "doi"
due = 2026-12-31
after = "dai +5wd"

[[task]]
id = "ket-qua"
title = "Báo cáo, mỗi tháng"
lead = "doi"
every = "month"
due_after_close = "3d"
"""


def published(
    plan: planrules.Plan,
    out: Path,
    day: str,
    *drafts: str,
    **options: Any,  # noqa: ANN401 - those of FeedOptions
) -> Publication:
    """Publish the feeds of a plan to a folder as of a day."""
    assessment = planrules.assess(plan, as_of=date.fromisoformat(day), drafts=drafts, rules=())
    return publish_feeds(assessment, out, FeedOptions(**options))


def _twice(out: Path) -> None:
    """Publish a folder, and once more when an amendment has come."""
    plan = planrules.load(ROOT / "examples" / "doc-sach")
    published(plan, out, "2026-03-01")
    published(plan, out, "2026-05-10", windows=True)


def _of(path: str, day: str, *drafts: str, **options: object) -> Callable[[Path], None]:
    def publish(out: Path) -> None:
        published(planrules.load(ROOT / path), out, day, *drafts, **options)

    return publish


def _strange(**options: object) -> Callable[[Path], None]:
    def publish(out: Path) -> None:
        published(planrules.loads(STRANGE), out, "2026-02-01", **options)

    return publish


#: By name, what fills a folder with feeds of one kind.
FOLDERS: Mapping[str, Callable[[Path], None]] = MappingProxyType(
    {
        "once": _of("plans/nha-van-hoa", "2026-03-02"),
        "english": _of("plans/nha-van-hoa", "2026-03-02", language="en", alarms=()),
        "outlook": _of("plans/nha-van-hoa", "2026-03-02", profile="outlook"),
        "tasks": _of("plans/so-hoa-ho-so", "2025-07-15", profile="tasks"),
        "publish": _of(
            "plans/so-hoa-ho-so", "2025-07-15", profile="publish", organizer="van-thu@example.vn"
        ),
        "amended": _twice,
        "merged": _of("plans/van-quan-27ct", "2025-07-02", "phu-luc-1", windows=True),
        "empty": _of("plans/van-quan-27ct", "2026-03-02"),
        "strange": _strange(),
        "strange-tasks": _strange(profile="tasks"),
    }
)
