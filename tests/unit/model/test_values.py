"""Durations, recurrences, places, findings, clauses: small values and what they say."""

import re
from datetime import date

import attrs
import pytest
from hypothesis import given

from planrules import Severity, UnknownRuleError
from planrules.model import ids
from planrules.model.body import Group, Territory, Unit
from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.fields import DOC, LABEL
from planrules.model.ids import Address, Slug
from planrules.model.place import Origin, Place, Segment, SourceFile
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.source.holders import HolderTable
from planrules.source.tables import PlanTables, RegisterTables, WorkspaceTables
from tests import strategies


class TestDuration:
    @given(strategies.lags() | strategies.terms())
    def test_what_is_written_is_read_again(self, span: Lag | Term) -> None:
        assert Duration.from_text(str(span)) == span

    @pytest.mark.parametrize(
        ("text", "amount", "unit"),
        [
            ("20wd", 20, DurationUnit.WORKING_DAYS),
            ("30d", 30, DurationUnit.DAYS),
            ("+5wd", 5, DurationUnit.WORKING_DAYS),
            ("-2d", -2, DurationUnit.DAYS),
            ("0wd", 0, DurationUnit.WORKING_DAYS),
            ("007d", 7, DurationUnit.DAYS),
            ("3m", 3, DurationUnit.MONTHS),
            ("12m", 12, DurationUnit.MONTHS),
        ],
    )
    def test_its_forms(self, text: str, amount: int, unit: DurationUnit) -> None:
        assert Duration.from_text(text) == Duration(amount, unit)

    @pytest.mark.parametrize(
        "text",
        ["", "5", "wd", "5 wd", "5w", "1.5d", "--5d", "100000d", "5WD", "5M", "5mo", "５d", "5d\n"],
    )
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is no duration"):
            Duration.from_text(text)


class TestRecurrence:
    def test_the_bare_statement_names_no_period(self) -> None:
        assert Recurrence().is_unstated
        assert not Recurrence((Rhythm.MONTH,)).is_unstated
        assert not Recurrence(rrule="FREQ=DAILY").is_unstated


class TestBodies:
    @pytest.mark.parametrize(
        ("since", "until", "days"),
        [
            (None, None, [True, True, True]),
            (date(2024, 1, 2), None, [False, True, True]),
            (None, date(2024, 1, 2), [True, True, False]),
            (date(2024, 1, 2), date(2024, 1, 2), [False, True, False]),
            (date(2024, 1, 3), date(2024, 1, 1), [False, False, False]),
        ],
    )
    def test_first_and_last_day_count(
        self, since: date | None, until: date | None, days: list[bool]
    ) -> None:
        unit = Unit(id=Slug("a"), name="A", since=since, until=until)

        assert [unit.exists_on(date(2024, 1, day)) for day in (1, 2, 3)] == days

    def test_messages_use_the_short_name(self) -> None:
        assert Territory(id=Slug("a"), name="Huyện Văn Quan").called == "Huyện Văn Quan"
        assert Territory(id=Slug("a"), name="Huyện Văn Quan", short="VQ").called == "VQ"
        assert Group(id=Slug("a"), name="Các xã", members=()).called == "Các xã"
        assert Group(id=Slug("a"), name="Các xã", short="Xã", members=()).called == "Xã"


class TestIds:
    @given(strategies.slugs(), strategies.addresses(), strategies.period_labels())
    def test_they_have_their_shapes(self, slug: str, address: str, period: str) -> None:
        assert ids.SLUG.fullmatch(slug)
        assert ids.ADDRESS.fullmatch(address)
        assert ids.PERIOD_LABEL.fullmatch(period)

    @pytest.mark.parametrize("text", ["a.b", "A", "a_b", "-a", "a-", "a--b", "", "đ", "a\n"])
    def test_what_is_no_slug(self, text: str) -> None:
        assert not ids.SLUG.fullmatch(text)


class TestSeverity:
    def test_errors_come_first(self) -> None:
        assert sorted(Severity, key=lambda severity: severity.rank) == list(Severity)
        assert Severity.ERROR.rank == 0

    def test_a_threshold_is_reached_by_what_is_as_grave(self) -> None:
        assert [severity.reaches(Severity.WARNING) for severity in Severity] == [True, True, False]


class TestPlaces:
    def test_a_place_is_written_so_that_editors_open_it(self) -> None:
        assert str(Place("plan.toml", 3, 7)) == "plan.toml:3:7"

    def test_rows_are_found_by_kind_and_id(self) -> None:
        origin = Origin(
            files=(),
            segments=(
                Segment(0, "task", ("task",), ("a", "b")),
                Segment(1, "task", ("task",), ("c", "a")),
                Segment(1, "unit", ("unit",), ("a",)),
            ),
        )

        assert origin.rows["task", "b"] == (0, ("task", 1))
        assert origin.rows["task", "a"] == (0, ("task", 0))
        assert origin.rows["unit", "a"] == (1, ("unit", 0))

    def test_the_digest_counts_paths_and_bytes_in_any_order(self) -> None:
        first = SourceFile("x/plan.toml", "plan.toml", b"1")
        second = SourceFile("x/van-ban.txt", "van-ban.txt", b"2")
        elsewhere = attrs.evolve(first, name="/y/plan.toml")
        digest = Origin((first, second)).digest()

        assert re.fullmatch("sha256:[0-9a-f]{64}", digest)
        assert Origin((second, elsewhere)).digest() == digest
        assert Origin((first,)).digest() != digest
        assert Origin((first, attrs.evolve(second, data=b"3"))).digest() != digest
        assert Origin((first, attrs.evolve(second, key="khac.txt"))).digest() != digest


def clause(address: str) -> Clause:
    return Clause(address=Address(address), kind=ClauseKind.BODY, text="…", line=1, column=1)


def of(*clauses: Clause) -> Document:
    return Document(file="van-ban.txt", text="…", clauses=clauses)


class TestDocument:
    def test_clauses_are_found_by_address(self) -> None:
        document = of(clause("I"), clause("I.1"), clause("I.10"))

        assert document.clause("I.1") == clause("I.1")
        assert document.clause("I.2") is None

    def test_what_lies_below_an_address(self) -> None:
        below = (clause("I.1"), clause("I.1.1"), clause("I.10"))
        document = of(clause("I"), *below, clause("II"))

        assert document.under("I") == below
        assert document.under("I.1") == (clause("I.1.1"),)
        assert document.headings == {"I", "I.1"}

    def test_a_clause_knows_what_is_above_it(self) -> None:
        assert clause("IV.1.2").parent == "IV.1"
        assert clause("IV").parent is None


@pytest.mark.parametrize("kind", [PlanTables, RegisterTables, WorkspaceTables, HolderTable])
def test_every_key_is_described_in_both_languages(kind: type) -> None:
    waiting, seen = [kind], set()
    while waiting:
        current = waiting.pop()
        seen.add(current)
        for field in attrs.fields(current):
            assert field.metadata[LABEL]
            assert field.metadata[LABEL][0].islower() or field.metadata[LABEL].startswith("đ")
            assert field.metadata[DOC].endswith(".")
            inner = [field.type, *getattr(field.type, "__args__", ())]
            waiting += [
                each
                for each in inner
                if isinstance(each, type) and attrs.has(each) and LABEL in str(attrs.fields(each))
            ]


def test_an_unknown_rule_says_which_one_was_meant() -> None:
    assert str(UnknownRuleError("RES01")).startswith('"RES01" is no rule code')
    assert str(UnknownRuleError("RES01", "RES001")).endswith('; did you mean "RES001"?')
