"""The working calendar of Việt Nam for state bodies, 2024 to 2030, as data.

State bodies rest on Saturdays and Sundays (Quyết định 188/1999/QĐ-TTg, Điều 1). What differs from
that stands here, one row a day: public holidays, also those on a weekend; days off in their stead;
days off and Saturdays worked that change places. The days of Tết are the whole break, weekends
included, as it is announced.

Every row names its source, and only what has one is marked as announced:

- Bộ luật Lao động 2019: Điều 112 names the holidays and leaves the days of Tết and the second day
  of Quốc khánh to the Prime Minister, year by year; Điều 111 moves a holiday on a day of rest to
  the next working day.
- 80-NQ/TW adds 24 November from 2026 on; whether the Labour Code has followed was not seen.
- 2450/VPCP-KGVX and 12729/VPCP-KGVX change days; the press quotes both.
- Where the number of a document is not known, "theo" names who reported it: vietnamnews.vn
  (society/1636141 on 2024, politics-laws/1727514 on 2026), znews.vn (post1521535),
  en.baochinhphu.vn (111250304153250976), en.sggp.org.vn (post119346).

From 2027 on nothing is announced. Those rows are projected: Tết is the day before the first of the
lunar year (reckoned at UTC+7: 2 February in 2030, not 3 February as in China) and the four days
from it, each Saturday among them moved to the working day before and each Sunday to the one after;
the second day of Quốc khánh is the neighbour that makes the longer break; no days change places.
When a year is announced, correct its rows and ``ANNOUNCED_BY``.
"""

from datetime import date, timedelta

from planrules.model.calendar import Certainty, SpecialDay

#: By year whose days have been announced, the day of the first report of it that was seen; where
#: that bears no day, the first of the year. Before it the year's days are as good as projected.
ANNOUNCED_BY: dict[int, date] = {
    2024: date(2023, 11, 5),
    2025: date(2025, 1, 1),
    2026: date(2025, 10, 17),
}

#: By covered year, how sure its days are by now.
YEARS: dict[int, Certainty] = {
    year: Certainty.ANNOUNCED if year in ANNOUNCED_BY else Certainty.PROJECTED
    for year in range(2024, 2031)
}

_NEW_YEAR = "Tết Dương lịch"
_TET = "Tết Nguyên đán"
_HUNG_KINGS = "Giỗ Tổ Hùng Vương"
_VICTORY = "Ngày Chiến thắng (30/4)"
_LABOUR = "Ngày Quốc tế lao động"
_NATIONAL = "Quốc khánh"
_CULTURE = "Ngày Văn hóa Việt Nam"

_HOLIDAYS = "Bộ luật Lao động 2019, Điều 112"
_IN_STEAD = "Bộ luật Lao động 2019, Điều 111"
_CULTURE_DAY = "80-NQ/TW"
_PROJECTION = "Dự báo theo Bộ luật Lao động 2019, Điều 111, 112"
_CULTURE_PROJECTION = "Dự báo theo 80-NQ/TW"
_CULTURE_IN_STEAD = "Dự báo theo 80-NQ/TW và Bộ luật Lao động 2019, Điều 111"
_CULTURE_DECIDED = date(2026, 1, 7)

#: A day off, the Saturday worked for it, who says so, and when that was decided.
_SWAPS: tuple[tuple[date, date, str, date | None], ...] = (
    (date(2024, 4, 29), date(2024, 5, 4), "2450/VPCP-KGVX", date(2024, 4, 12)),
    (date(2025, 5, 2), date(2025, 4, 26), "Theo en.baochinhphu.vn, chưa đối chiếu văn bản", None),
    (date(2026, 1, 2), date(2026, 1, 10), "12729/VPCP-KGVX", date(2025, 12, 25)),
    (
        date(2026, 8, 31),
        date(2026, 8, 22),
        "Theo vietnamnews.vn ngày 17/10/2025, chưa đối chiếu văn bản",
        None,
    ),
)


def _off(
    name: str,
    first: date,
    last: date | None = None,
    *,
    source: str | None = None,
    decided_on: date | None = None,
) -> list[SpecialDay]:
    """Return a row for each day from ``first`` to ``last``, both inclusive.

    Args:
        name: What the days are.
        first: The first of them.
        last: The last of them; None for a single day.
        source: Who says so; None for the Labour Code, as it is or as the years to come follow it.
        decided_on: The day of that document, where it is known.
    """
    status = YEARS[first.year]
    if source is None:
        source = _HOLIDAYS if status is Certainty.ANNOUNCED else _PROJECTION
    return [
        SpecialDay(
            date=first + timedelta(days=days),
            name=name,
            source=source,
            decided_on=decided_on,
            status=status,
        )
        for days in range(((last or first) - first).days + 1)
    ]


def _in_stead(name: str, day: date) -> list[SpecialDay]:
    """Return the row of the day off for a holiday that fell on a day of rest."""
    source = _IN_STEAD if YEARS[day.year] is Certainty.ANNOUNCED else None
    return _off(f"Nghỉ bù {name}", day, source=source)


def _culture_day(day: date, in_stead: date | None = None) -> list[SpecialDay]:
    """Return the rows of a projected 24 November, and of the day off for it where it needs one."""
    rows = _off(_CULTURE, day, source=_CULTURE_PROJECTION, decided_on=_CULTURE_DECIDED)
    if in_stead is not None:
        name, source = f"Nghỉ bù {_CULTURE}", _CULTURE_IN_STEAD
        rows += _off(name, in_stead, source=source, decided_on=_CULTURE_DECIDED)
    return rows


def _swapped_off() -> list[SpecialDay]:
    """Return the rows of the days off for which a Saturday is worked."""
    return [
        row
        for off, worked, source, decided_on in _SWAPS
        for row in _off(
            f"Nghỉ hoán đổi với ngày {worked:%d/%m/%Y}", off, source=source, decided_on=decided_on
        )
    ]


#: The days off, in order; a row for each, holidays on a weekend included.
DAYS_OFF: tuple[SpecialDay, ...] = tuple(
    sorted(
        (
            *_swapped_off(),
            # 2024
            *_off(_NEW_YEAR, date(2024, 1, 1)),
            *_off(
                _TET,
                date(2024, 2, 8),
                date(2024, 2, 14),
                source=f"{_HOLIDAYS}; theo vietnamnews.vn ngày 05/11/2023",
            ),
            *_off(_HUNG_KINGS, date(2024, 4, 18)),
            *_off(_VICTORY, date(2024, 4, 30)),
            *_off(_LABOUR, date(2024, 5, 1)),
            *_off(_NATIONAL, date(2024, 9, 2)),
            *_off(
                _NATIONAL,
                date(2024, 9, 3),
                source=f"{_HOLIDAYS}; theo vietnamnews.vn ngày 05/11/2023",
            ),
            # 2025
            *_off(_NEW_YEAR, date(2025, 1, 1)),
            *_off(
                _TET,
                date(2025, 1, 25),
                date(2025, 2, 2),
                source=f"{_HOLIDAYS}; theo znews.vn",
            ),
            *_off(_HUNG_KINGS, date(2025, 4, 7)),
            *_off(_VICTORY, date(2025, 4, 30)),
            *_off(_LABOUR, date(2025, 5, 1)),
            *_off(
                _NATIONAL,
                date(2025, 9, 1),
                source=f"{_HOLIDAYS}; theo en.sggp.org.vn ngày 03/8/2025",
            ),
            *_off(_NATIONAL, date(2025, 9, 2)),
            # 2026
            *_off(_NEW_YEAR, date(2026, 1, 1)),
            *_off(
                _TET,
                date(2026, 2, 14),
                date(2026, 2, 22),
                source=f"{_HOLIDAYS}; theo vietnamnews.vn ngày 17/10/2025",
            ),
            *_off(_HUNG_KINGS, date(2026, 4, 26)),
            *_in_stead(_HUNG_KINGS, date(2026, 4, 27)),
            *_off(_VICTORY, date(2026, 4, 30)),
            *_off(_LABOUR, date(2026, 5, 1)),
            *_off(
                _NATIONAL,
                date(2026, 9, 1),
                source=f"{_HOLIDAYS}; theo vietnamnews.vn ngày 17/10/2025",
            ),
            *_off(_NATIONAL, date(2026, 9, 2)),
            *_off(_CULTURE, date(2026, 11, 24), source=_CULTURE_DAY, decided_on=_CULTURE_DECIDED),
            # 2027, projected
            *_off(_NEW_YEAR, date(2027, 1, 1)),
            *_off(_TET, date(2027, 2, 4), date(2027, 2, 10)),
            *_off(_HUNG_KINGS, date(2027, 4, 16)),
            *_off(_VICTORY, date(2027, 4, 30)),
            *_off(_LABOUR, date(2027, 5, 1)),
            *_in_stead(_LABOUR, date(2027, 5, 3)),
            *_off(_NATIONAL, date(2027, 9, 2), date(2027, 9, 3)),
            *_culture_day(date(2027, 11, 24)),
            # 2028, projected
            *_off(_NEW_YEAR, date(2028, 1, 1)),
            *_in_stead(_NEW_YEAR, date(2028, 1, 3)),
            *_off(_TET, date(2028, 1, 22), date(2028, 1, 30)),
            *_off(_HUNG_KINGS, date(2028, 4, 4)),
            *_off(_VICTORY, date(2028, 4, 30)),
            *_off(_LABOUR, date(2028, 5, 1)),
            *_in_stead(_VICTORY, date(2028, 5, 2)),
            *_off(_NATIONAL, date(2028, 9, 1), date(2028, 9, 2)),
            *_in_stead(_NATIONAL, date(2028, 9, 4)),
            *_culture_day(date(2028, 11, 24)),
            # 2029, projected
            *_off(_NEW_YEAR, date(2029, 1, 1)),
            *_off(_TET, date(2029, 2, 10), date(2029, 2, 18)),
            *_off(_HUNG_KINGS, date(2029, 4, 23)),
            *_off(_VICTORY, date(2029, 4, 30)),
            *_off(_LABOUR, date(2029, 5, 1)),
            *_off(_NATIONAL, date(2029, 9, 2), date(2029, 9, 3)),
            *_in_stead(_NATIONAL, date(2029, 9, 4)),
            *_culture_day(date(2029, 11, 24), date(2029, 11, 26)),
            # 2030, projected
            *_off(_NEW_YEAR, date(2030, 1, 1)),
            *_off(_TET, date(2030, 1, 31), date(2030, 2, 6)),
            *_off(_HUNG_KINGS, date(2030, 4, 12)),
            *_off(_VICTORY, date(2030, 4, 30)),
            *_off(_LABOUR, date(2030, 5, 1)),
            *_off(_NATIONAL, date(2030, 9, 2), date(2030, 9, 3)),
            *_culture_day(date(2030, 11, 24), date(2030, 11, 25)),
        ),
        key=lambda row: row.date,
    )
)

#: The Saturdays worked for a day off, in order.
DAYS_WORKED: tuple[SpecialDay, ...] = tuple(
    SpecialDay(
        date=worked,
        name=f"Làm bù cho ngày {off:%d/%m/%Y}",
        source=source,
        decided_on=decided_on,
        status=YEARS[worked.year],
    )
    for off, worked, source, decided_on in _SWAPS
)
