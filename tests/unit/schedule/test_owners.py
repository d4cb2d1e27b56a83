"""Who owes work while bodies end, merge, split and take over from each other."""

from datetime import date, timedelta

import pytest

from planrules import CATALOGUE, Plan, assess, chosen, loads
from planrules.model.obligation import Obligation
from planrules.model.progress import Ownerless
from planrules.schedule.owing import obligations_of

HEAD = """
format = 1

[plan]
id = "p"
title = "P"
issued_on = 2024-04-01
starts_on = 2024-04-01
ends_on = 2024-12-31
work_calendar = "every-day"
"""
#: Two bodies of which one follows the other.
RENAMED = """
[[unit]]
id = "old"
name = "Old"
until = 2024-06-30
successors = ["new"]

[[unit]]
id = "new"
name = "New"
since = 2024-07-01
"""
SOLE = """
[[task]]
id = "t"
title = "T"
lead = "old"
"""
EACH = """
[[group]]
id = "all"
name = "All"
members = ["old"]

[[task]]
id = "t"
title = "T"
lead = { each = "all" }
"""
LAST = date(2024, 6, 30)
AFTER = date(2024, 7, 1)
AUTUMN = date(2024, 10, 1)


def unit(id: str, *lines: str) -> str:
    return "\n".join(["[[unit]]", f'id = "{id}"', f'name = "{id}"', *lines, "", ""])


def ended(*successors: str, last: date = LAST) -> tuple[str, str]:
    """Return the lines of a body that has ended and whose successors are told."""
    named = ", ".join(f'"{id}"' for id in successors)
    return f"until = {last}", f"successors = [{named}]"


def plan(*parts: str) -> Plan:
    return loads(HEAD + "".join(parts))


def only(made: Plan, day: date) -> Obligation:
    (one,) = obligations_of(made, as_of=day)
    return one


def each(made: Plan, day: date) -> dict[str, Obligation]:
    """Return by member what is owed."""
    return {one.uid.split(".")[-1]: one for one in obligations_of(made, as_of=day)}


def holders(made: Plan, day: date) -> dict[str, str]:
    """Return by member whether it owes, or why not."""
    return {
        id: f"withdrawn on {one.withdrawn.on}: {', '.join(one.withdrawn.successors)}".rstrip(": ")
        if one.withdrawn
        else one.ownerless or "owes"
        for id, one in each(made, day).items()
    }


class TestSoleHolders:
    """When a sole holder ends, its open obligation passes to the successor under the same uid."""

    def test_work_passes_on_under_the_same_uid(self) -> None:
        made = plan(RENAMED, SOLE)
        before, after = only(made, LAST), only(made, AFTER)

        assert (before.uid, before.unit, before.sequence) == ("p.t.once", "old", 0)
        assert (after.uid, after.unit, after.sequence) == ("p.t.once", "new", 1)
        assert (before.revision, before.changed_on) == (0, None)
        assert (after.revision, after.changed_on) == (1, AFTER)
        assert after.ownerless is None
        assert after.withdrawn is None

    def test_what_was_due_stays_with_whom_it_was_due_from(self) -> None:
        """A successor does not bear its predecessor's lateness."""
        in_time = plan(RENAMED, SOLE, "due = 2024-06-30")
        later = plan(RENAMED, SOLE, "due = 2024-07-01")

        assert (only(in_time, AUTUMN).unit, only(in_time, AUTUMN).sequence) == ("old", 0)
        assert (only(later, AUTUMN).unit, only(later, AUTUMN).sequence) == ("new", 1)

    def test_work_passes_on_again_and_again(self) -> None:
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", "since = 2024-07-01", *ended("new", last=date(2024, 8, 31))),
            unit("new", "since = 2024-09-01"),
            SOLE,
        )
        units = [only(made, day).unit for day in (LAST, AFTER, date(2024, 8, 31), AUTUMN)]

        assert units == ["old", "mid", "mid", "new"]
        assert only(made, AUTUMN).sequence == 2
        assert only(made, AUTUMN).changed_on == date(2024, 9, 1)

    def test_it_passes_over_a_body_that_ended_first(self) -> None:
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", *ended("new", last=date(2024, 3, 31))),
            unit("new"),
            SOLE,
        )

        assert (only(made, AFTER).unit, only(made, AFTER).sequence) == ("new", 1)

    def test_it_passes_to_a_body_that_was_there_all_along(self) -> None:
        made = plan(unit("old", *ended("new")), unit("new"), SOLE)

        assert only(made, AFTER).unit == "new"

    @pytest.mark.parametrize("told", ['successors = "unknown"', ""], ids=["unknown", "untold"])
    def test_with_an_unknown_successor_the_last_holder_stays_named(self, told: str) -> None:
        made = plan(unit("old", "until = 2024-06-30", told), SOLE)
        after = only(made, AFTER)

        assert (after.unit, after.ownerless) == ("old", Ownerless.SUCCESSOR_UNKNOWN)
        assert (after.revision, after.withdrawn) == (0, None)

    def test_the_last_holder_is_the_last_one_known(self) -> None:
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", "since = 2024-07-01", "until = 2024-08-31", 'successors = "unknown"'),
            SOLE,
        )

        assert only(made, AUTUMN).unit == "mid"
        assert only(made, AUTUMN).ownerless is Ownerless.SUCCESSOR_UNKNOWN

    def test_where_nothing_came_after_it_the_work_has_no_owner(self) -> None:
        made = plan(unit("old", *ended()), SOLE)

        assert only(made, AFTER).unit == "old"
        assert only(made, AFTER).ownerless is Ownerless.NO_SUCCESSOR

    def test_of_several_successors_none_is_chosen(self) -> None:
        made = plan(unit("old", *ended("a", "b")), unit("a"), unit("b"), SOLE)

        assert only(made, AFTER).unit == "old"
        assert only(made, AFTER).ownerless is Ownerless.SEVERAL_SUCCESSORS
        assert only(made, AFTER).sequence == 0

    def test_what_was_split_and_joined_again_has_one_owner(self) -> None:
        made = plan(
            unit("old", *ended("a", "b")),
            unit("a", *ended("new", last=date(2024, 8, 31))),
            unit("b", *ended("new", last=date(2024, 8, 31))),
            unit("new", "since = 2024-09-01"),
            SOLE,
        )

        assert only(made, AFTER).ownerless is Ownerless.SEVERAL_SUCCESSORS
        assert (only(made, AUTUMN).unit, only(made, AUTUMN).ownerless) == ("new", None)

    @pytest.mark.parametrize(
        ("told", "owner"),
        [
            ('successors = "unknown"', ("old", Ownerless.SEVERAL_SUCCESSORS)),
            ("", ("old", Ownerless.SEVERAL_SUCCESSORS)),
            ("successors = []", ("a", None)),
        ],
    )
    def test_one_of_several_is_left_only_where_it_is_known_what_became_of_the_others(
        self, told: str, owner: tuple[str, Ownerless | None]
    ) -> None:
        made = plan(
            unit("old", *ended("a", "b")),
            unit("a", "since = 2024-07-01"),
            unit("b", "since = 2024-07-01", "until = 2024-08-31", told),
            SOLE,
        )
        found = only(made, AUTUMN)

        assert (found.unit, found.ownerless) == owner

    def test_in_a_gap_the_last_holder_stays_named(self) -> None:
        made = plan(unit("old", *ended("new")), unit("new", "since = 2024-09-01"), SOLE)
        gap = only(made, date(2024, 8, 31))

        assert (gap.unit, gap.ownerless) == ("old", Ownerless.SUCCESSOR_NOT_YET)
        assert gap.revision == 0
        assert only(made, AUTUMN).unit == "new"
        assert only(made, AUTUMN).changed_on == date(2024, 9, 1)

    def test_a_body_that_has_not_begun_owes_nothing_yet(self) -> None:
        made = plan(unit("old", "since = 2024-07-01"), SOLE)

        assert only(made, LAST).unit == "old"
        assert only(made, LAST).ownerless is Ownerless.NOT_YET
        assert only(made, AFTER).ownerless is None
        assert only(made, AFTER).revision == 0

    def test_before_the_plan_was_issued_the_bodies_of_the_day_are_asked(self) -> None:
        made = plan(unit("old", *ended("new", last=date(2024, 2, 29))), unit("new"), SOLE)

        assert only(made, date(2024, 2, 1)).unit == "old"
        assert only(made, date(2024, 3, 1)).unit == "new"
        assert only(made, date(2024, 3, 1)).revision == 0


class TestMembers:
    """When a member of an ``each`` group ends, its obligation is withdrawn with a pointer."""

    def test_the_obligation_of_a_member_points_to_its_successors(self) -> None:
        made = plan(RENAMED, EACH)
        after = each(made, AFTER)

        assert holders(made, LAST) == {"old": "owes"}
        assert [*after] == ["old", "new"]
        assert after["old"].withdrawn is not None
        assert after["old"].withdrawn.on == AFTER
        assert after["old"].withdrawn.body == "old"
        assert after["old"].withdrawn.successors == ("p.t.once.new",)
        assert (after["old"].unit, after["old"].ownerless) == ("old", None)
        assert (after["old"].revision, after["old"].sequence) == (1, 1)
        assert after["old"].changed_on == AFTER
        assert (after["new"].unit, after["new"].revision) == ("new", 0)

    def test_what_was_due_before_it_ended_is_not_withdrawn(self) -> None:
        made = plan(RENAMED, EACH, "due = 2024-06-30")

        assert holders(made, AUTUMN) == {"old": "owes"}

    def test_merged_bodies_point_to_the_same_obligation(self) -> None:
        made = plan(
            unit("a", *ended("c")),
            unit("b", *ended("c")),
            unit("c", "since = 2024-07-01"),
            EACH.replace('"old"', '"a", "b"'),
        )

        assert holders(made, AFTER) == {
            "a": "withdrawn on 2024-07-01: p.t.once.c",
            "b": "withdrawn on 2024-07-01: p.t.once.c",
            "c": "owes",
        }

    def test_an_absorbed_body_points_to_a_member_that_was_there_before(self) -> None:
        made = plan(unit("a", *ended("b")), unit("b"), EACH.replace('"old"', '"a", "b"'))

        assert holders(made, LAST) == {"a": "owes", "b": "owes"}
        assert holders(made, AFTER) == {"a": "withdrawn on 2024-07-01: p.t.once.b", "b": "owes"}

    def test_a_split_body_points_to_all_its_successors(self) -> None:
        made = plan(unit("old", *ended("a", "b")), unit("a"), unit("b"), EACH)

        assert holders(made, AFTER) == {
            "old": "withdrawn on 2024-07-01: p.t.once.a, p.t.once.b",
            "a": "owes",
            "b": "owes",
        }

    def test_a_chain_of_pointers_leads_to_whoever_owes_it_now(self) -> None:
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", "since = 2024-07-01", *ended("new", last=date(2024, 8, 31))),
            unit("new", "since = 2024-09-01"),
            EACH,
        )

        assert holders(made, AUTUMN) == {
            "old": "withdrawn on 2024-07-01: p.t.once.mid",
            "mid": "withdrawn on 2024-09-01: p.t.once.new",
            "new": "owes",
        }

    def test_pointers_pass_over_a_body_that_never_owed_it(self) -> None:
        """Because it ended before the plan was issued."""
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", *ended("new", last=date(2024, 3, 31))),
            unit("new"),
            EACH,
        )

        assert holders(made, AFTER) == {
            "old": "withdrawn on 2024-07-01: p.t.once.new",
            "new": "owes",
        }

    @pytest.mark.parametrize("told", ['successors = "unknown"', ""], ids=["unknown", "untold"])
    def test_with_an_unknown_successor_the_member_stays_named(self, told: str) -> None:
        made = plan(unit("old", "until = 2024-06-30", told), EACH)
        after = each(made, AFTER)["old"]

        assert (after.unit, after.ownerless) == ("old", Ownerless.SUCCESSOR_UNKNOWN)
        assert (after.withdrawn, after.revision) == (None, 0)

    def test_a_chain_that_ends_in_the_unknown_is_unknown(self) -> None:
        """However many ways lead there."""
        gone = ("until = 2024-03-31", "successors = ['d']")
        made = plan(
            unit("old", *ended("b", "c")),
            unit("b", *gone),
            unit("c", *gone),
            unit("d", "until = 2024-03-31", 'successors = "unknown"'),
            EACH,
        )

        assert holders(made, AFTER) == {"old": "successor-unknown"}

    def test_one_known_successor_is_enough_to_withdraw(self) -> None:
        made = plan(
            unit("old", *ended("a", "b")),
            unit("a"),
            unit("b", "until = 2024-03-31", 'successors = "unknown"'),
            EACH,
        )

        assert holders(made, AFTER) == {
            "old": "withdrawn on 2024-07-01: p.t.once.a",
            "a": "owes",
        }

    def test_where_nothing_came_after_it_the_obligation_is_withdrawn_for_good(self) -> None:
        made = plan(unit("old", *ended()), EACH)

        assert holders(made, AFTER) == {"old": "withdrawn on 2024-07-01"}
        assert each(made, AFTER)["old"].ownerless is None

    def test_in_a_gap_the_member_stays_named(self) -> None:
        made = plan(unit("old", *ended("new")), unit("new", "since = 2024-09-01"), EACH)

        assert holders(made, AFTER) == {"old": "successor-not-yet"}
        assert holders(made, AUTUMN) == {
            "old": "withdrawn on 2024-09-01: p.t.once.new",
            "new": "owes",
        }

    def test_a_withdrawal_keeps_its_day(self) -> None:
        made = plan(RENAMED, unit("other", "since = 2024-09-01"), EACH)

        assert holders(made, date(2024, 12, 31))["old"].startswith("withdrawn on 2024-07-01")

    def test_members_that_are_not_followed_point_nowhere(self) -> None:
        made = plan(
            unit("old", *ended("new"), 'area = "h"'),
            unit("new"),
            '[[territory]]\nid = "h"\nname = "H"\n',
            EACH.replace('["old"]', '{ within = "h", on = 2024-04-01, follow = "none" }'),
        )

        assert holders(made, LAST) == {"old": "owes"}
        assert holders(made, AFTER) == {"old": "withdrawn on 2024-07-01"}

    def test_a_code_that_comes_again_is_no_body(self) -> None:
        """06298 was Bình Phúc and is Yên Phúc: it leads from the one to the other for nobody."""
        made = plan(
            unit("old", "until = 2024-06-30", 'successors = "unknown"', 'code = "06298"'),
            unit("other", "since = 2024-07-01", 'code = "06298"'),
            EACH,
        )

        assert holders(made, AFTER) == {"old": "successor-unknown"}

    def test_a_body_of_two_groups_owes_once(self) -> None:
        made = plan(
            RENAMED,
            '[[group]]\nid = "more"\nname = "More"\nmembers = ["all", "new"]\n',
            EACH.replace('{ each = "all" }', '[{ each = "all" }, { each = "more" }]'),
        )

        assert holders(made, LAST) == {"old": "owes"}
        assert holders(made, AFTER) == {
            "old": "withdrawn on 2024-07-01: p.t.once.new",
            "new": "owes",
        }

    def test_a_group_without_members_owes_nothing_that_anybody_could_do(self) -> None:
        one = only(plan(EACH.replace('"old"', "")), LAST)

        assert (one.uid, one.unit) == ("p.t.once", None)
        assert one.ownerless is Ownerless.NO_MEMBERS

    def test_a_body_that_begins_later_owes_from_then_on(self) -> None:
        made = plan(
            unit("old"), unit("new", "since = 2024-07-01"), EACH.replace("old", 'old", "new')
        )

        assert [*each(made, LAST)] == ["old"]
        assert [*each(made, AFTER)] == ["old", "new"]
        assert each(made, AFTER)["new"].revision == 0


AREA = '[[territory]]\nid = "h"\nname = "H"\n\n'
#: A group of whoever lies within an area on the day asked about, or on a day.
WITHIN = EACH.replace('["old"]', '{ within = "h" }')
UNFOLLOWED = EACH.replace('["old"]', '{ within = "h", on = 2024-04-01, follow = "none" }')


class TestOddRegisters:
    """What is odd but can be read is reckoned with all the same."""

    def test_a_body_may_last_to_the_end_of_all_days(self) -> None:
        made = plan(unit("old", "until = 9999-12-31"), SOLE)

        assert only(made, AFTER).unit == "old"

    def test_bodies_may_begin_on_any_number_of_days(self) -> None:
        days = [AFTER + timedelta(days=number) for number in range(600)]
        made = plan(
            unit("old"),
            *(unit(f"u-{number}", f"since = {day}") for number, day in enumerate(days)),
            EACH,
        )

        assert holders(made, days[-1]) == {"old": "owes"}

    def test_a_successor_that_is_named_twice_is_one(self) -> None:
        made = plan(unit("old", *ended("new", "new")), unit("new", "since = 2024-09-01"), SOLE)

        assert only(made, AFTER).ownerless is Ownerless.SUCCESSOR_NOT_YET

    def test_of_several_successors_the_first_to_begin_is_not_chosen(self) -> None:
        """Or the work would come back to a body that has ended, once the next one begins."""
        made = plan(
            unit("old", *ended("a", "b")),
            unit("a", "since = 2024-07-01"),
            unit("b", "since = 2024-09-01"),
            SOLE,
        )

        assert [only(made, day).unit for day in (LAST, AFTER, AUTUMN)] == ["old", "old", "old"]

    def test_of_a_body_that_ends_before_it_begins_one_thing_is_said(self) -> None:
        """A rule speaks of it; here it is either passed over or waited for, not both."""
        made = plan(
            unit("old", *ended("mid")),
            unit("mid", "since = 2024-09-01", *ended("new", last=date(2024, 5, 31))),
            unit("new"),
            EACH,
        )
        owing = [id for id, one in each(made, AFTER).items() if not one.withdrawn]

        assert owing in (["old"], ["new"])

    @pytest.mark.parametrize("told", ["", "until = 2024-12-31"], ids=["open", "ending"])
    def test_a_successor_outside_the_group_is_known(self, told: str) -> None:
        made = plan(
            unit("old", *ended("new"), 'area = "h"'),
            unit("new", "since = 2024-07-01", told),
            AREA,
            WITHIN,
        )

        assert each(made, AFTER)["old"].ownerless is not Ownerless.SUCCESSOR_UNKNOWN

    def test_what_has_left_the_group_does_not_come_back(self) -> None:
        made = plan(
            unit("old", *ended("new"), 'area = "h"'),
            unit("new", "since = 2024-07-01", "until = 2024-08-31", 'successors = "unknown"'),
            AREA,
            WITHIN,
        )

        assert holders(made, AFTER) == {"old": "withdrawn on 2024-07-01"}
        assert holders(made, AUTUMN) == {"old": "withdrawn on 2024-07-01"}

    def test_what_two_groups_know_of_a_member_is_put_together(self) -> None:
        """The group that follows it to a new body too, once that begins, forgets nothing."""
        made = plan(
            unit("old", *ended("stays", "new"), 'area = "h"'),
            unit("stays"),
            unit("new", "since = 2024-09-01", 'area = "h"'),
            AREA,
            '[[group]]\nid = "named"\nname = "Named"\nmembers = ["old", "stays"]\n\n',
            WITHIN.replace('{ each = "all" }', '[{ each = "all" }, { each = "named" }]'),
        )

        assert holders(made, AFTER)["old"] == "withdrawn on 2024-07-01: p.t.once.stays"
        assert holders(made, AUTUMN)["old"] == (
            "withdrawn on 2024-07-01: p.t.once.new, p.t.once.stays"
        )

    def test_a_member_points_to_its_successor_in_another_group(self) -> None:
        made = plan(
            unit("old", *ended("new"), 'area = "h"'),
            unit("new"),
            AREA,
            '[[group]]\nid = "named"\nname = "Named"\nmembers = ["new"]\n\n',
            WITHIN.replace('{ each = "all" }', '[{ each = "all" }, { each = "named" }]'),
        )

        assert holders(made, AFTER) == {
            "old": "withdrawn on 2024-07-01: p.t.once.new",
            "new": "owes",
        }

    def test_members_of_an_inner_group_that_are_not_followed_point_nowhere(self) -> None:
        made = plan(
            unit("old", *ended("new"), 'area = "h"'),
            unit("new", "since = 2024-07-01"),
            AREA,
            UNFOLLOWED.replace('each = "all"', 'each = "outer"'),
            '[[group]]\nid = "outer"\nname = "Outer"\nmembers = ["all"]\n',
        )

        assert holders(made, AFTER) == {"old": "withdrawn on 2024-07-01"}

    def test_the_order_of_leading_groups_means_nothing(self) -> None:
        """Whoever follows the member knows more than whoever does not."""
        parts = (
            unit("old", *ended("new"), 'area = "h"'),
            unit("new", "since = 2024-07-01"),
            AREA,
            '[[group]]\nid = "named"\nname = "Named"\nmembers = ["old"]\n\n',
        )
        last, first = (
            plan(*parts, UNFOLLOWED.replace('{ each = "all" }', f"[{both}]"))
            for both in (
                '{ each = "named" }, { each = "all" }',
                '{ each = "all" }, { each = "named" }',
            )
        )

        assert [*holders(last, AFTER)] == [*holders(first, AFTER)] == ["old", "new"]
        assert holders(last, AFTER) == holders(first, AFTER)

    def test_nothing_is_lost_of_a_plan_without_dates(self) -> None:
        made = loads('format = 1\n[plan]\nid = "p"\ntitle = "P"\n' + RENAMED + EACH)

        assert [*holders(made, LAST)] == ["old"]
        assert [*holders(made, AFTER)] == ["old", "new"]


class TestVersions:
    """Sequence counts the events that changed due date, holder or withdrawal."""

    def test_a_pointer_that_is_added_counts(self) -> None:
        made = plan(
            unit("old", *ended("a", "b")),
            unit("a", "since = 2024-07-01"),
            unit("b", "since = 2024-09-01"),
            EACH,
        )
        summer, autumn = (each(made, day)["old"] for day in (AFTER, AUTUMN))

        assert summer.withdrawn != autumn.withdrawn
        assert summer.sequence < autumn.sequence

    @pytest.mark.parametrize("tasks", [SOLE, EACH], ids=["sole", "each"])
    def test_a_day_off_that_is_announced_too_late_counts(self, tasks: str) -> None:
        """It moves the deadline back before the day on which the body ended."""
        made = plan(
            RENAMED.replace("2024-06-30", "2024-06-13").replace("2024-07-01", "2024-06-14"),
            tasks,
            'due = 2024-06-14\nday_off = "previous-working-day"\n\n',
            "[calendar]\ndays_off = [{ date = 2024-06-14, decided_on = 2024-07-01 }]\n",
        )
        before, after = (obligations_of(made, as_of=day)[0] for day in (LAST, AFTER))

        assert (before.unit, before.withdrawn) != (after.unit, after.withdrawn)
        assert before.sequence < after.sequence

    def test_a_withdrawal_that_a_late_announcement_brought_keeps_its_day(self) -> None:
        made = plan(
            RENAMED.replace("2024-06-30", "2024-06-13").replace("2024-07-01", "2024-06-14"),
            unit("c", "since = 2024-08-01"),
            unit("d", "since = 2024-09-01"),
            EACH.replace("old", "new"),
            'due = 2024-06-14\nday_off = "previous-working-day"\n\n',
            "[calendar]\ndays_off = [{ date = 2024-06-14, decided_on = 2024-07-01 }]\n",
        )
        first, last = (each(made, day)["new"] for day in (AFTER, AUTUMN))

        assert first.withdrawn is not None
        assert first.withdrawn.on == AFTER
        assert last == first


class TestFindings:
    """Where nobody owes an obligation, a finding says why."""

    def told(self, made: Plan, day: date) -> set[str | None]:
        rules = chosen(CATALOGUE, select=["ORG001", "ORG005", "ORG008"])
        return {finding.key for finding in assess(made, as_of=day, rules=rules).findings}

    def test_of_a_member_whose_successor_is_unknown(self) -> None:
        made = plan(unit("old", "until = 2024-06-30", 'successors = "unknown"'), EACH)

        assert self.told(made, LAST) == set()
        assert self.told(made, AFTER) == {"old"}

    def test_of_a_lead_that_has_not_begun(self) -> None:
        made = plan(unit("old", "since = 2024-07-01"), SOLE)

        assert self.told(made, LAST) == {"old"}
        assert self.told(made, AFTER) == set()

    def test_of_a_lead_that_has_not_begun_and_that_follows_another(self) -> None:
        made = plan(RENAMED, SOLE.replace("old", "new"))

        assert only(made, LAST).ownerless is Ownerless.NOT_YET
        assert self.told(made, LAST) == {"new"}

    def test_of_a_member_that_began_and_ended_under_the_plan(self) -> None:
        made = plan(
            unit("old"),
            unit("mid", "since = 2024-05-01", "until = 2024-06-30", 'successors = "unknown"'),
            EACH.replace('"old"', '"old", "mid"'),
        )

        assert holders(made, AFTER) == {"old": "owes", "mid": "successor-unknown"}
        assert self.told(made, AFTER) == {"mid"}
