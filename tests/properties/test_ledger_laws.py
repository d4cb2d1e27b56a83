"""Laws of adding to a ledger: what stood there stays, and what is added comes back."""

from hypothesis import given
from hypothesis import strategies as st

from planrules.model.ledger import Ledger, Record
from planrules.model.place import SourceFile
from planrules.model.plan import Plan
from planrules.source.appending import extended, file_name
from planrules.source.structure import structure
from planrules.source.syntax import read_syntax
from planrules.source.tables import LedgerTables
from planrules.source.write import ledger_text, record_text
from tests import strategies
from tests.dear import DEAR


def read(data: bytes) -> Ledger:
    """Return what a file of the ledger says."""
    values = read_syntax(SourceFile("a", "a", data), expected="[[entry]]").values
    tables = structure(values, LedgerTables)
    return Ledger(tables.entry, tables.measurement, tables.extension)


@st.composite
def stored(draw: st.DrawFn, ledger: Ledger) -> bytes:
    """Return a file as people may have left it; empty where there is none."""
    if not ledger and draw(st.booleans()):
        return b""
    text = ledger_text(map(record_text, ledger.records()))
    text += draw(st.sampled_from(["", "\n", "# ghi chú", "\n\n  # hết\n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


class TestAdding:
    """``extended(f, r)`` begins with ``f``, and holds the records of ``f``, then ``r``."""

    @DEAR
    @given(strategies.plans(), st.data())
    def test_old_bytes_and_all_records_are_there(self, plan: Plan, data: st.DataObject) -> None:
        before, added = (data.draw(strategies.ledgers(plan)) for _ in range(2))
        file = data.draw(stored(before))
        records: list[Record] = data.draw(st.permutations([*added.records()]))
        if not records:
            return
        result = extended(SourceFile("a", "a", file), records)
        both = Ledger(
            before.entries + tuple(r for r in records if r in added.entries),
            before.measurements + tuple(r for r in records if r in added.measurements),
            before.extensions + tuple(r for r in records if r in added.extensions),
        )

        assert result.startswith(file)
        assert read(result) == both

    @DEAR
    @given(strategies.plans(), st.data())
    def test_twice_is_the_same_as_at_once(self, plan: Plan, data: st.DataObject) -> None:
        records = [*data.draw(strategies.ledgers(plan)).records()]
        file = b""
        for record in records:
            file = extended(SourceFile("a", "a", file), [record])

        assert file == (extended(SourceFile("a", "a", b""), records) if records else b"")

    @DEAR
    @given(strategies.plans(), st.data())
    def test_names_are_plain_and_short(self, plan: Plan, data: st.DataObject) -> None:
        records = [*data.draw(strategies.ledgers(plan)).records()]
        if records:
            name = file_name(records)
            assert name.removesuffix(".toml").replace("-", "").isalnum()
            assert name.isascii()
            assert len(name) < 120
