"""CSV that spreadsheets read as it was meant."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planrules.reports.sheet import csv_text

_cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


class TestCsv:
    """What goes in comes out, but for an apostrophe before what would be a formula."""

    @given(st.lists(st.tuples(_cells, st.integers(), st.booleans()), max_size=5))
    def test_round_trip(self, rows: list[tuple[str, int, bool]]) -> None:
        text = csv_text(
            ("a", "b", "c"), [{"a": one, "b": two, "c": three} for one, two, three in rows]
        )
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [
            (row["a"].removeprefix("'"), int(row["b"]), row["c"] == "true") for row in found
        ] == [(one.removeprefix("'"), two, three) for one, two, three in rows]

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
    def test_no_text_is_a_formula(self, start: str) -> None:
        text = csv_text(("a",), [{"a": f"{start}1+1"}])
        ((cell,),) = list(csv.reader(io.StringIO(text, newline="")))[1:]
        assert cell == f"'{start}1+1"

    def test_numbers_stay_numbers_and_nothing_stays_empty(self) -> None:
        assert csv_text(("a", "b"), [{"a": -3, "b": None}]) == "a,b\r\n-3,\r\n"
