"""Amendments among the other parts of a plan: their ids, their references, whether they apply."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from planrules.errors import PlanFault
from planrules.model.amendment import Amendment
from planrules.model.consolidation import Conflict, Consolidation, consolidation
from planrules.model.lineage import Source
from planrules.model.message import shown as written
from planrules.model.place import KeyPath, Place, Segment
from planrules.model.plan import Plan
from planrules.model.tables import TABLES
from planrules.source.amendments import idle, typed
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.source.places import Places
from planrules.source.references import KINDS, SPACES, Names, cycles, misfits_of_references
from planrules.source.tables import IDENTITY, PlanTables
from planrules.source.whole import Whole, shown_cycle

if TYPE_CHECKING:
    from planrules.model.body import Group, Territory, Unit


class Amending:
    """The amendments of a plan that is being put together.

    Attributes:
        names: What bears an id in the plan or in an issued amendment.
        all_names: That, and what bears one in any draft.
    """

    def __init__(self, whole: Whole, amendments: Sequence[Amendment]) -> None:
        """Note every id; told are those that are used already.

        Two drafts may add one id, for things of one kind: they may be two answers to one question.
        """
        self._whole = whole
        self._amendments = amendments
        self._once()
        for amendment in amendments:
            if not amendment.is_draft:
                for segment in _segments(amendment):
                    whole.add(segment)
        self.names = Names(whole.kinds)
        every = {space: dict(ids) for space, ids in whole.kinds.items()}
        added: dict[tuple[str, str], tuple[Segment, int]] = {}
        for amendment in amendments:
            if amendment.is_draft:
                own = {space: dict(ids) for space, ids in whole.kinds.items()}
                segments = list(whole.segments)
                for segment in _segments(amendment):
                    segments.append(segment)
                    if segment.kind in SPACES:
                        whole.once(segment.ids, segments, own[SPACES[segment.kind]])
                        self._of_one_kind(segment, added)
                for space, ids in own.items():
                    every[space] |= ids
        self.all_names = Names(every)

    def _once(self) -> None:
        """Tell ids of amendments that are used already."""
        first: dict[str, Amendment] = {}
        for amendment in self._amendments:
            before = first.setdefault(amendment.id, amendment)
            if before is not amendment:
                place = self._place(before, ("id",))
                self._tell(amendment, ("id",), Misfit("REF002", found=amendment.id, place=place))

    def _of_one_kind(
        self, segment: Segment, added: dict[tuple[str, str], tuple[Segment, int]]
    ) -> None:
        """Tell ids that other drafts give to things of another kind, and remember the rest.

        What refers to such an id would mean one thing or the other by the names of their files.
        """
        for index, id in enumerate(segment.ids):
            before, at = added.setdefault((SPACES[segment.kind], id), (segment, index))
            if before.kind != segment.kind:
                vi, en = KINDS[before.kind]
                file, path = self._whole.files[segment.file], (*segment.path, index, "id")
                place = self._whole.files[before.file].locator.place((*before.path, at, "id"))
                misfit = Misfit("AMD009", found=cut(id), kind_vi=vi, kind_en=en, place=place)
                self._whole.faults.append(file.fault(path, misfit))

    def typed(self, tables: PlanTables) -> tuple[Amendment, ...]:
        """Return the amendments with values of their fields' own types; told is what has none."""
        return tuple(self._typed(amendment, tables) for amendment in self._amendments)

    def _typed(self, amendment: Amendment, tables: PlanTables) -> Amendment:
        names = self.all_names if amendment.is_draft else self.names
        added = [row for table, _, row in amendment.added() if table == "assignment"]
        issued = [a for a in self._amendments if not a.is_draft]
        headings = {
            row.clause
            for row in (
                *tables.assignment,
                *added,
                *(row for one in issued for row in one.add.assignment),
            )
        }
        rows: list[tuple[KeyPath, Any]] = [  # rows of every kind
            (("add", table, index), row) for table, index, row in amendment.added()
        ]
        for name in ("replace", "end", "change"):
            rows += (((name, index), row) for index, row in enumerate(getattr(amendment, name)))
        file, path = amendment.file or 0, amendment.path
        self._whole.references(file, [((*path, *at), row) for at, row in rows], names)
        head = attrs.evolve(amendment, change=(), replace=(), end=())
        self._whole.references(file, [((*path, *_head(amendment)), head)], names)
        changes = []
        for index, change in enumerate(amendment.change):
            made, wrong = typed(change, (*path, "change", index), names, headings, tables.plan.id)
            changes.append(made)
            self._told(file, wrong)
        for index, replacement in enumerate(amendment.replace):
            self._told(file, idle(replacement, (*path, "replace", index)))
        return attrs.evolve(amendment, change=tuple(changes))

    def _told(self, file: int, wrong: Iterable[tuple[KeyPath, Misfit]]) -> None:
        self._whole.faults += (self._whole.files[file].fault(where, one) for where, one in wrong)

    def check(self, plan: Plan) -> None:
        """Tell what of the issued amendments can't be applied, whatever the day."""
        made = consolidation(plan, plan.amendments, as_of=date.max)
        self._whole.faults += faults_of(plan, made)
        if not made.conflicts:
            self._whole.faults += rings(with_places(plan, made.plan))

    def _tell(self, amendment: Amendment, at: KeyPath, misfit: Misfit) -> None:
        path = (*amendment.path, *_head(amendment), *at)
        self._whole.faults.append(self._whole.files[amendment.file or 0].fault(path, misfit))

    def _place(self, amendment: Amendment, at: KeyPath) -> Place:
        locator = self._whole.files[amendment.file or 0].locator
        return locator.place((*amendment.path, *_head(amendment), *at))


def _head(amendment: Amendment) -> KeyPath:
    """Return the way to what an amendment says about itself: a table of its file, or itself."""
    return () if amendment.path else ("amendment",)


def _segments(amendment: Amendment) -> list[Segment]:
    """Return where the rows stand that an amendment adds."""
    ids: dict[str, list[str]] = {}
    for table, _, row in amendment.added():
        ids.setdefault(table, []).append(getattr(row, IDENTITY.get(table, "id")))
    file, path = amendment.file or 0, amendment.path
    return [
        Segment(file, table, (*path, "add", table), tuple(found)) for table, found in ids.items()
    ]


def with_places(plan: Plan, made: Plan) -> Plan:
    """Return a consolidated plan that knows where its amendments say what they do.

    Args:
        plan: The plan as issued.
        made: It with amendments applied.
    """
    if plan.origin is None or made.lineage is None:
        return made
    lineage = made.lineage
    issued = [segment for segment in plan.origin.segments if "add" not in segment.path]
    segments = [segment for one in lineage.applied for segment in _segments(one)]
    changed = {
        key: (source.amendment.file or 0, (*source.amendment.path, *source.at))
        for key, source in lineage.changed.items()
    }
    origin = attrs.evolve(plan.origin, segments=(*issued, *segments), changed=changed)
    return attrs.evolve(made, origin=origin)


def faults_of(plan: Plan, made: Consolidation) -> list[PlanFault]:
    """Return the conflicts of a consolidation as faults, with their places.

    Args:
        plan: The plan as issued.
        made: What came of it.
    """
    if not made.conflicts:
        return []
    places = None if plan.origin is None else Places(plan.origin)
    return [_fault(conflict, places) for conflict in made.conflicts]


def rings(made: Plan) -> list[PlanFault]:
    """Return the cycles among groups, areas and bodies that amendments have made, on any day.

    Args:
        made: A consolidated plan that knows where its amendments stand.
    """
    lineage = made.lineage
    if lineage is None or made.origin is None:
        return []
    places, told, faults = Places(made.origin), set(), []
    for version in lineage.versions[1:]:
        bodies: dict[str, Unit | Group | Territory] = {}
        kinds: dict[str, str] = {}
        for table in ("territory", "unit", "group"):
            found = {body.id: body for body in getattr(version.plan, TABLES[table][0])}
            bodies |= found
            kinds |= dict.fromkeys(found, table)
        for id, field, cycle in cycles(bodies):
            if (field, frozenset(cycle)) not in told:
                told.add((field, frozenset(cycle)))
                place = places.place(kinds[id], id, (field,))
                misfit = Misfit("REF004", found=shown_cycle(cycle))
                faults.append(
                    PlanFault(place.file, place.line, place.column, misfit.code, misfit.messages)
                )
    return faults


def dangling(plan: Plan, made: Plan) -> list[PlanFault]:
    """Return what drafts refer to in a consolidated plan that is not there.

    A draft may name what only another draft adds; the two have to be named together.

    Args:
        plan: The plan as issued.
        made: It with amendments applied.
    """
    lineage = made.lineage
    if plan.origin is None or made.origin is None or lineage is None:
        return []
    kinds: dict[str, dict[str, str]] = {space: {} for space in SPACES.values()}
    for table, space in SPACES.items():
        attribute, identity = TABLES[table]
        kinds[space] |= {getattr(row, identity): table for row in getattr(made, attribute)}
    names, places = Names(kinds), Places(made.origin)
    faults: list[PlanFault] = []
    for table, id in sorted(lineage.from_drafts):
        if table not in SPACES:
            continue
        attribute, identity = TABLES[table]
        (row,) = (row for row in getattr(made, attribute) if getattr(row, identity) == id)
        for path, misfit in misfits_of_references([((), row)], names):
            place = places.place(table, id, path)
            faults.append(
                PlanFault(place.file, place.line, place.column, misfit.code, misfit.messages)
            )
    return faults


def _fault(conflict: Conflict, places: Places | None) -> PlanFault:
    place = _where(conflict.source, places)
    other = None if conflict.other is None else _where(conflict.other, places)
    facts = dict(conflict.facts)
    days = {"day": conflict.source.since, "until": facts.pop("until", None)}
    for name, day in days.items():
        facts |= {f"{name}_{code}": written(day, code) for code in ("vi", "en")}
    if conflict.code == "AMD001":
        field = str(facts["field"])
        from planrules.source.toml import as_toml  # only what is wrong is written out

        value = facts.pop("value")
        nothing = value is None
        facts |= {
            "was": cut(as_toml(field, facts["was"])),
            "value_vi": "không có" if nothing else cut(as_toml(field, value)),
            "value_en": "not given" if nothing else cut(as_toml(field, value)),
        }
    facts |= {
        "by_vi": f" (theo {other})" if other else "",
        "by_en": f" (by {other})" if other else "",
    }
    misfit = Misfit(conflict.code, place=other, **facts)  # type: ignore[arg-type] # none is known
    return PlanFault(place.file, place.line, place.column, misfit.code, misfit.messages)


def _where(source: Source, places: Places | None) -> Place:
    amendment = source.amendment
    if places is None:
        return Place(amendment.id, 1, 1)
    return places.at(amendment.file or 0, (*amendment.path, *source.at))
