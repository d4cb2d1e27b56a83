"""A plan that is amended twice: a deadline moves, then work is withdrawn."""

from pathlib import Path

import planrules
from tests.clients.folders import published

ISSUED = """
format = 1

[plan]
id = "doc-sach"
title = "Kế hoạch đọc sách (ví dụ)"
issued_on = 2026-01-05
starts_on = 2026-01-05
ends_on = 2026-12-31

[[unit]]
id = "truong"
name = "Trường THCS Ví Dụ"

[[unit]]
id = "thon-mot"
name = "Thôn Một"

[[task]]
id = "danh-muc"
title = "Lập danh mục sách"
lead = "truong"
due = 2026-03-31

[[task]]
id = "ngay-hoi"
title = "Tổ chức ngày hội đọc sách"
lead = "truong"
after = "danh-muc"
due = 2026-04-21

[[task]]
id = "tu-sach"
title = "Dựng tủ sách"
lead = "thon-mot"
due = 2026-06-30

[[task]]
id = "bao-cao"
title = "Báo cáo kết quả"
lead = "truong"
every = "quarter"
due_after_close = "5wd"
"""
MOVED = """
[[amendment]]
id = "sua-doi-1"
status = "issued"
issued_on = 2026-02-10

[[amendment.change]]
id = "ngay-hoi"
was.due = 2026-04-21
set.due = 2026-05-19
"""
WITHDRAWN = """
[[amendment]]
id = "sua-doi-2"
status = "issued"
issued_on = 2026-02-20

[[amendment.end]]
id = "tu-sach"
on = 2026-02-20
reason = "Đã có tủ sách"
"""
#: The feed of the plan, below the root of a server.
WHOLE = "doc-sach/doc-sach.ics"
#: How many obligations the plan begins with.
COUNT = 7


def issue(root: Path, day: str, *changes: str) -> None:
    """Publish the plan with some of its changes."""
    published(planrules.loads("".join((ISSUED, *changes))), root / "doc-sach", day)
