"""Second stage of reading: ids that name nothing, name something else, or are used twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import compress
from operator import attrgetter
from typing import Any, cast

import attrs

from planrules.model.body import UNKNOWN, Group, Selector, Territory, Unit
from planrules.model.fields import REFERS, key_of
from planrules.model.place import KeyPath
from planrules.model.responsibility import Holder
from planrules.model.row import Accountable, Assumption
from planrules.model.task import Link
from planrules.source.faults import cut
from planrules.source.misfit import Misfit
from planrules.text import nearest

#: Kinds of things that share one space of ids: nothing in one may bear the same id.
SPACES = {
    "goal": "row",
    "indicator": "row",
    "measure": "row",
    "task": "row",
    "unit": "body",
    "territory": "body",
    "group": "body",
    "basis": "basis",
    "assignment": "assignment",
}

#: What kinds are called in messages.
KINDS = {
    "goal": ("mục tiêu", "goal"),
    "indicator": ("chỉ tiêu", "indicator"),
    "measure": ("nhiệm vụ, giải pháp", "measure"),
    "task": ("nhiệm vụ", "task"),
    "unit": ("cơ quan, đơn vị", "unit"),
    "territory": ("địa bàn", "territory"),
    "group": ("nhóm", "group"),
    "basis": ("văn bản căn cứ", "basis"),
}

#: Keys under which a bare group may not stand.
_LEADING = "lead"

#: How many suggestions are worked out for one plan; each looks through all ids.
_SUGGESTIONS = 100


class Names:
    """Everything that bears an id: by space of ids, the kind of each."""

    def __init__(self, kinds: Mapping[str, Mapping[str, str]]) -> None:
        """Keep the kinds."""
        self._kinds = kinds
        self._suggestions = _SUGGESTIONS
        self._of_kinds: dict[tuple[str, ...], frozenset[str]] = {}

    def kind(self, id: str, refers: tuple[str, ...]) -> str | None:
        """Return the kind of what bears an id, in the space that ``refers`` belongs to."""
        return self._kinds[SPACES[refers[0]]].get(id)

    def fit(self, values: tuple[object, ...], refers: tuple[str, ...]) -> bool:
        """Return whether a list plainly fits; what is less plain is looked at one by one.

        Nearly every list does, and this is the only thing that is done with it.
        """
        known = self._of_kinds.get(refers)
        if known is None:
            kinds = self._kinds[SPACES[refers[0]]]
            plain = [kind for kind in refers if kind != "group"]
            known = frozenset(id for id, kind in kinds.items() if kind in plain)
            self._of_kinds[refers] = known
        for value in values:
            if type(value) is Holder:
                if value.who not in known or value.whom or value.each:
                    return False
            elif (value.task if type(value) is Link else value) not in known:
                return False
        return True

    def suggestion(self, id: str, refers: tuple[str, ...]) -> str | None:
        """Return the nearest id of a wanted kind, while suggestions last."""
        self._suggestions -= 1
        if self._suggestions < 0:
            return None
        kinds = self._kinds[SPACES[refers[0]]]
        return nearest(id, tuple(other for other, kind in kinds.items() if kind in refers))


def misfits_of_references(
    rows: Iterable[tuple[KeyPath, attrs.AttrsInstance]], names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield every reference of some rows that does not fit, and where ``assumed`` contradicts one.

    Args:
        rows: Rows, or the header of the plan, each with the way to it in its file.
        names: Everything that bears an id.
    """
    for path, row in rows:
        yield from _of_fields(row, path, names)
        if isinstance(row, Accountable) and (row.assumed or row.stated):
            yield from _of_suppositions(row, path, names)


def misfits_of_some(
    some: attrs.AttrsInstance, path: KeyPath, names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield every reference that does not fit among some fields of a row, as ``partial`` has them.

    Args:
        some: The fields; of those that are not given, the value is false.
        path: The way to them in their file.
        names: Everything that bears an id.
    """
    yield from _of_fields(some, path, names)
    yield from _of_assumed(some, getattr(some, "assumed", None) or (), path, names)


def _of_suppositions(
    row: Accountable, path: KeyPath, names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield what is wrong with ``assumed`` and ``stated``."""
    yield from _of_assumed(row, row.assumed, path, names)
    defaults = {field.name: field.default for field in attrs.fields(type(row))}
    for words in row.stated:
        if getattr(row, words.field) == defaults[words.field]:
            yield (*path, "stated", words.field), Misfit("KEY004", found=words.field)


def _of_assumed(
    row: attrs.AttrsInstance, assumed: Iterable[Assumption], path: KeyPath, names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    fields = {field.name: field for field in attrs.fields(type(row))} if assumed else {}
    for assumption in assumed:
        field = fields[assumption.field]
        where = (*path, "assumed", assumption.field)
        if getattr(row, assumption.field) != field.default:
            yield where, Misfit("KEY003", found=assumption.field)
        refers = field.metadata.get(REFERS, ())
        if refers or field.name in _HOLDING:
            yield from _of_value(assumption.value, (*where, "value"), refers, names, field.name)


@cache
def _referring(
    kind: type,
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], Callable[..., Any]]:
    """Return the keys of a class that hold ids, or things that do, and what reads them all."""
    found = [
        field
        for field in attrs.fields(kind)
        if field.metadata.get(REFERS) or field.name in _HOLDING
    ]
    names = [field.name for field in found]
    keys = tuple((key_of(field.name), field.metadata.get(REFERS, ())) for field in found)
    # attrgetter returns a bare value for one name: asking for the first one twice makes it a tuple.
    return keys, attrgetter(*names, names[0]) if names else lambda _: ()


#: Fields whose values hold ids in fields of their own.
_HOLDING = frozenset({"recipients", "parent_target", "output", "deadline_from"})


def _of_fields(
    thing: attrs.AttrsInstance, path: KeyPath, names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    fields, read = _referring(thing.__class__)
    values = read(thing)
    for (name, refers), value in compress(zip(fields, values, strict=False), values):
        if not (refers and type(value) is tuple and names.fit(value, refers)):
            yield from _of_value(value, (*path, name), refers, names, name)


def _of_value(
    value: object, path: KeyPath, refers: tuple[str, ...], names: Names, name: str
) -> Iterator[tuple[KeyPath, Misfit]]:
    """Yield the misfits of one value: an id, a list of them, or something that holds ids."""
    if isinstance(value, str):
        # A list that holds the word names a body; the bare word says that nobody knows.
        if value != UNKNOWN or name != "successors" or isinstance(path[-1], int):
            yield from _of_id(value, path, refers, names)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of_value(item, (*path, index), refers, names, name)
    elif isinstance(value, Holder):
        yield from _of_holder(value, path, refers, names, name)
    else:
        yield from _of_fields(cast("attrs.AttrsInstance", value), path, names)


def _of_holder(
    holder: Holder, path: KeyPath, refers: tuple[str, ...], names: Names, name: str
) -> Iterator[tuple[KeyPath, Misfit]]:
    if holder.who is not None:
        wanted = ("group",) if holder.each else refers
        wrong = list(_of_id(holder.who, path, wanted, names))
        yield from wrong
        is_group = names.kind(holder.who, refers) == "group"
        if not wrong and name == _LEADING and is_group and not holder.each:
            yield path, Misfit("REF005", found=holder.who)
    for index, id in enumerate(holder.whom):
        yield from _of_id(id, (*path, "whom", index), refers, names)


def _of_id(
    id: str, path: KeyPath, refers: tuple[str, ...], names: Names
) -> Iterator[tuple[KeyPath, Misfit]]:
    kind = names.kind(id, refers)
    if kind in refers:
        return
    expected = {
        "expected_vi": " hoặc ".join(KINDS[wanted][0] for wanted in refers),
        "expected_en": " or ".join(KINDS[wanted][1] for wanted in refers),
    }
    if kind is not None:
        vi, en = KINDS[kind]
        yield path, Misfit("REF003", found=cut(id), kind_vi=vi, kind_en=en, **expected)
        return
    meant = names.suggestion(id, refers)
    yield (
        path,
        Misfit(
            "REF001",
            found=cut(id),
            nearest=meant,
            add_vi="" if meant else f"; sửa mã, hoặc thêm [[{refers[0]}]]",
            add_en="" if meant else f"; mend the id, or add [[{refers[0]}]]",
            **expected,
        ),
    )


def cycles(
    bodies: Mapping[str, Unit | Group | Territory],
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the cycles among groups, areas and bodies, each once.

    Yields:
        Id of the first of the cycle in the order of the files, the field that leads on from it,
        and the cycle with its first id again at the end.
    """
    edges: dict[str, Callable[[Any], tuple[str, ...]]] = {
        "members": lambda body: () if isinstance(body, Selector) else body,
        "within": lambda body: (body,) if body else (),
        "successors": lambda body: () if body in (None, UNKNOWN) else body,
    }
    for name, targets in edges.items():
        graph = {
            id: tuple(t for t in targets(getattr(body, name)) if t in bodies)
            for id, body in bodies.items()
            if hasattr(body, name)
        }
        for cycle in _cycles(graph):
            yield cycle[0], name, cycle


def _cycles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield one cycle for each edge that closes one, by a depth-first walk without recursion."""
    done: set[str] = set()
    for root in graph:
        trail: list[str] = []
        on_trail: set[str] = set()
        waiting = [(root, iter(graph[root]))] if root not in done else []
        if waiting:
            trail.append(root)
            on_trail.add(root)
        while waiting:
            node, targets = waiting[-1]
            target = next(targets, None)
            if target is None:
                waiting.pop()
                on_trail.discard(trail.pop())
                done.add(node)
            elif target in on_trail:
                yield (*trail[trail.index(target) :], target)
            elif target not in done and target in graph:
                trail.append(target)
                on_trail.add(target)
                waiting.append((target, iter(graph[target])))
