"""A rule book, understood: the rules to ask, the waivers, and the tests of the rules."""

import os
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Final

import attrs

from planrules.errors import PlanFault, PlanFileError, UnknownIdError, UnknownRuleError
from planrules.model.body import Unit
from planrules.model.duration import Duration
from planrules.model.place import KeyPath
from planrules.model.plan import Plan
from planrules.model.rulebook import RuleBook, SubjectKind
from planrules.model.waiver import Waiver
from planrules.rules.case import LONGEST_WAIVER
from planrules.rules.catalogue import CATALOGUE, fitting
from planrules.rules.checklist import RuleSet, Trial, in_order
from planrules.rules.declared import compiled
from planrules.rules.rule import Rule, with_severity
from planrules.rules.waivers import META
from planrules.source.faults import shown
from planrules.source.locate import Locator
from planrules.source.misfit import Misfit
from planrules.source.rulebook import read_rules
from planrules.text import nearest

#: Letters that codes of built-in rules begin with: no other rule may use them.
FAMILIES: Final = frozenset(rule.code[:3] for rule in CATALOGUE)

#: Kinds of what findings are about.
SUBJECTS: Final = (*(kind.value for kind in SubjectKind), "clause", "not_modelled")
#: Where the names of rules stand that no file of the book holds.
_BUILT_IN: Final = ("quy tắc có sẵn hoặc của gói khác", "the rules that came otherwise")


def load_rules(path: str | os.PathLike[str], /, *, more: Iterable[Rule] = ()) -> RuleSet:
    """Return what a file of rules says to check by, for any plan.

    Args:
        path: The file, or a folder with a ``rules.toml``. Waivers in it belong to the plan beside
            it and are not taken.
        more: Rules from elsewhere, such as other packages; asked besides those of the file.

    Raises:
        PlanFileError: With every fault of the file and of the packs that it extends.
    """
    return rule_set(read_rules(path), more=more)


def rules_of(plan: Plan, /, *, more: Iterable[Rule] = (), known: Collection[str] = ()) -> RuleSet:
    """Return what a plan is checked by: what the file of rules beside it says, else the catalogue.

    Args:
        plan: The plan.
        more: Rules from elsewhere, such as other packages, which are asked besides.
        known: Codes of rules asked otherwise, which waivers may name as well.

    Raises:
        PlanFileError: If the rules or waivers beside the plan do not fit; with every fault.
    """
    if plan.rulebook is None:
        return RuleSet(rules=in_order((*CATALOGUE, *more)))
    return rule_set(plan.rulebook, plan=plan, more=more, known=known)


def rule_set(
    book: RuleBook,
    /,
    *,
    plan: Plan | None = None,
    more: Iterable[Rule] = (),
    known: Collection[str] = (),
) -> RuleSet:
    """Return what a rule book says to check by.

    A book that neither extends a pack nor selects anything adds to the built-in rules; one that
    does either asks only what it names. Rules about rules and waivers are always asked, unless they
    are ignored by their codes.

    Args:
        book: The book.
        plan: The plan that the book lies beside: its waivers are taken only then.
        more: Rules from elsewhere, such as other packages; asked besides those of the book.
        known: Codes of rules asked otherwise, which waivers may name as well.

    Raises:
        PlanFileError: With every fault of the rules and waivers.
    """
    reading = _Reading(book, tuple(more), frozenset(known))
    rules = reading.all_rules()
    waivers = reading.waivers(plan)
    if reading.faults:
        raise PlanFileError(reading.faults, references_checked=True)
    return RuleSet(
        rules=in_order(rules),
        waivers=waivers,
        waiver_limits=reading.waiver_limits,
        tests=tuple(reading.tests),
        own=reading.own,
        book=book,
    )


@attrs.define(eq=False)
class _Reading:
    """One way from a rule book to rules and waivers."""

    book: RuleBook
    more: tuple[Rule, ...]
    known: frozenset[str]
    faults: list[PlanFault] = attrs.Factory(list)
    tests: list[Trial] = attrs.Factory(list)

    @cached_property
    def _locators(self) -> list[Locator]:
        return [
            Locator(sheet.file.name, sheet.file.data.decode("utf-8")) for sheet in self.book.sheets
        ]

    @cached_property
    def _declared(self) -> list[tuple[Rule, ...]]:
        """By file, its own rules; what is wrong with them is noted."""
        found: list[tuple[Rule, ...]] = []
        names: dict[str, str] = {}
        for number, sheet in enumerate(self.book.sheets):
            own = []
            for index, row in enumerate(sheet.tables.rule):
                path: KeyPath = ("rule", index)
                self._check_names(number, path, {"code": row.code, "name": row.name}, names)
                try:
                    rule = compiled(row, path=path, locator=self._locators[number])
                except ExceptionGroup as group:
                    self.faults += (f for f in group.exceptions if isinstance(f, PlanFault))
                    continue
                own.append(rule)
                for nth, test in enumerate(row.test):
                    way = (*path, "test", nth)
                    if test.pass_ is test.fail is test.skip is None:
                        self._refuse(number, way, Misfit("RUL010"))
                    self.tests.append(Trial(rule, test, sheet, way))
            found.append(tuple(own))
        return found

    @property
    def own(self) -> tuple[str, ...]:
        """Codes of the rules that stand in the files of the book."""
        return tuple(rule.code for rules in self._declared for rule in rules)

    @cached_property
    def _taken(self) -> frozenset[str]:
        """Codes and names of rules that were not written down here."""
        rules = (*CATALOGUE, *self.more)
        return frozenset(name for rule in rules for name in (rule.code, rule.name))

    def _check_names(
        self, number: int, path: KeyPath, given: Mapping[str, str], names: dict[str, str]
    ) -> None:
        """Note a code or a name that other rules bear."""
        for key, name in given.items():
            way = (*path, key)
            is_pack = self.book.sheets[number].is_pack
            if key == "code" and not is_pack and name[:3] in FAMILIES:
                families = ", ".join(sorted(FAMILIES))
                self._refuse(number, way, Misfit("RUL003", found=name, expected=families))
            elif name in names or name in self._taken:
                vi, en = (names.get(name, words) for words in _BUILT_IN)
                misfit = Misfit("RUL004", found=name, place_vi=vi, place_en=en)
                self._refuse(number, way, misfit)
            names.setdefault(name, str(self._locators[number].place(way)))

    @property
    def waiver_limits(self) -> tuple[Duration, ...]:
        """How long a waiver may hold: what any of the files says, so that a pack can't be eased."""
        given = (sheet.tables.longest_waiver for sheet in self.book.sheets)
        return tuple(limit for limit in given if limit is not None) or (LONGEST_WAIVER,)

    def _refuse(self, number: int, path: KeyPath, misfit: Misfit) -> None:
        key = misfit.code == "RUL002" and isinstance(path[-1], str)
        place = self._locators[number].place(path, key=key)
        self.faults.append(
            PlanFault(place.file, place.line, place.column, misfit.code, misfit.messages)
        )

    def all_rules(self) -> list[Rule]:
        """Return the rules of the first file, with those about rules and those from elsewhere."""
        about_rules = (rule for rule in CATALOGUE if rule.code.startswith(META))
        more = {rule.code: rule for rule in (*about_rules, *self.more)}
        return list(self._changed(0, self._named(0) | more).values())

    def _rules(self, number: int) -> dict[str, Rule]:
        """Return the rules that a pack asks, with those of the packs that it extends."""
        if number not in self._found:
            self._found[number] = self._changed(number, self._named(number))
        return self._found[number]

    @cached_property
    def _found(self) -> dict[int, dict[str, Rule]]:
        return {}

    def _named(self, number: int) -> dict[str, Rule]:
        """Return the rules that a file and its packs name; of the first file at least all."""
        sheet = self.book.sheets[number]
        found: dict[str, Rule] = {}
        for other in sheet.extends:
            found |= self._rules(other)
        for index, selector in enumerate(sheet.tables.select):
            codes = self._fitting(CATALOGUE, number, ("select", index), selector)
            found |= {rule.code: rule for rule in CATALOGUE if rule.code in codes}
        if not number and not sheet.tables.extends and not sheet.tables.select:
            found |= {rule.code: rule for rule in CATALOGUE}
        return found | {rule.code: rule for rule in self._declared[number]}

    def _changed(self, number: int, found: dict[str, Rule]) -> dict[str, Rule]:
        """Return rules without what a file ignores, with the severities that it sets."""
        tables = self.book.sheets[number].tables
        known = (*CATALOGUE, *found.values())
        for index, selector in enumerate(tables.ignore):
            for code in self._fitting(known, number, ("ignore", index), selector):
                found.pop(code, None)
        for selector, severity in tables.severity:
            for code in self._fitting(known, number, ("severity", selector), selector):
                if code in found:
                    found[code] = with_severity(found[code], severity)
        return found

    def _fitting(
        self, rules: Iterable[Rule], number: int, path: KeyPath, selector: str
    ) -> frozenset[str]:
        try:
            return fitting(rules, selector)
        except UnknownRuleError as error:
            misfit = Misfit("RUL002", found=selector, nearest=error.nearest)
            self._refuse(number, path, misfit)
            return frozenset()

    def waivers(self, plan: Plan | None) -> tuple[Waiver, ...]:
        """Return the waivers of the plan's own file; packs hold none."""
        for number, sheet in enumerate(self.book.sheets[1:], start=1):
            for index in range(len(sheet.tables.waiver)):
                self._refuse(number, ("waiver", index), Misfit("RUL005"))
        if plan is None:
            return ()
        found = []
        for index, waiver in enumerate(self.book.sheets[0].tables.waiver):
            self._check_waiver(("waiver", index), waiver, plan)
            place = self._locators[0].place(("waiver", index, "rule"))
            found.append(attrs.evolve(waiver, place=place))
        return tuple(found)

    def _check_waiver(self, path: KeyPath, waiver: Waiver, plan: Plan) -> None:
        known = {rule.code for rule in (*CATALOGUE, *self.more)}
        known |= {rule.code for rules in self._declared for rule in rules} | self.known
        if waiver.rule not in known:
            near = nearest(waiver.rule, sorted(known))
            self._refuse(0, (*path, "rule"), Misfit("RUL006", found=waiver.rule, nearest=near))
        elif waiver.rule.startswith(META):
            self._refuse(0, (*path, "rule"), Misfit("RUL007", found=waiver.rule))
        if waiver.kind is not None and waiver.kind not in SUBJECTS:
            near = nearest(waiver.kind, SUBJECTS)
            expected = ", ".join(SUBJECTS)
            misfit = Misfit("VAL003", found=shown(waiver.kind), expected=expected, nearest=near)
            self._refuse(0, (*path, "kind"), misfit)
        if waiver.expires < waiver.granted:
            misfit = Misfit("RUL008", expires=waiver.expires, granted=waiver.granted)
            self._refuse(0, (*path, "expires"), misfit)
        units = [unit.id for unit in plan.units]
        try:
            is_unit = isinstance(plan.body(waiver.approver), Unit)
        except UnknownIdError:
            is_unit = False
        if not is_unit:
            near = nearest(waiver.approver, units)
            self._refuse(0, (*path, "approver"), _no_unit(waiver.approver, near))


def _no_unit(found: str, near: str | None) -> Misfit:
    return Misfit(
        "REF001",
        found=found,
        nearest=near,
        expected_vi="cơ quan, đơn vị",
        expected_en="unit",
        add_vi="" if near else "; sửa mã, hoặc thêm [[unit]]",
        add_en="" if near else "; mend the id, or add [[unit]]",
    )
