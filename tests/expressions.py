"""Expressions of rules that fit the model, drawn at random: the one home of their strategies."""

from functools import cache
from random import Random
from typing import Final, NamedTuple

from hypothesis import strategies as st

from planrules.rules.expressions.functions import FUNCTIONS
from planrules.rules.expressions.schema import fields_of
from planrules.rules.expressions.types import DAY, LENGTH, NUMBER, TEXT, TRUTH, Sort, Type, record

#: Words that plans hold, so that comparisons are not always false.
WORDS: Final = ("", "a", "Ví Dụ", "hoá", "hóa", "báo cáo", "-", "2024", "once")
DAYS: Final = ("2024", "2024-02", "2024-02-29", "mid-2024-06", "end-2024", "0001-01-01", "9999")
LENGTHS: Final = ("5wd", "30d", "3m", "-2d", "0wd", "99999m")
#: Where chance begins. An expression is drawn from it at once, far quicker than word by word; it
#: shrinks little.
SEEDS: Final = st.integers(0, 2**32 - 1)
_ORDER: Final = ("<", "<=", ">", ">=")
_EQUAL: Final = ("==", "!=")
_SORTS: Final = (Sort.NUMBER, Sort.TEXT, Sort.DAY, Sort.LENGTH, Sort.RECORD, Sort.LIST, Sort.TRUTH)


class Part(NamedTuple):
    """A part of an expression.

    Attributes:
        text: How it is written.
        type: Its type once everything in ``guards`` is there.
        guards: What has to be there for it to be read, those first on which others rest.
    """

    text: str
    type: Type
    guards: tuple[str, ...] = ()


@cache
def ways(name: str, depth: int) -> tuple[Part, ...]:
    """Return what can be read from a record by so many steps, texts and guards without its name."""
    found: list[Part] = []
    for word, field in fields_of(name).items():
        step = f".{word}"
        found.append(Part(step, field.type))
        if field.type.sort is Sort.RECORD and depth > 1:
            own = (step,) if field.type.is_optional else ()
            found += (
                Part(f"{step}{way.text}", way.type, (*own, *(f"{step}{g}" for g in way.guards)))
                for way in ways(field.type.record, depth - 1)
            )
    return tuple(found)


@cache
def paths(name: str, kind: Type, sort: Sort) -> tuple[Part, ...]:
    """Return what of a sort is read from a name; the last step may be absent."""
    found = [Part(name, kind)]
    if kind.sort is Sort.RECORD:
        found += (
            Part(f"{name}{way.text}", way.type, tuple(f"{name}{g}" for g in way.guards))
            for way in ways(kind.record, 2)
        )
    return tuple(part for part in found if part.type.sort is sort)


def there(part: Part) -> Part:
    """Return a part that has to be there."""
    if not part.type.is_optional:
        return part
    return Part(part.text, part.type.present, (*part.guards, part.text))


class Writer:
    """Draws expressions that fit the model.

    Attributes:
        names: By name, its type: what can be spoken of at this place.
    """

    def __init__(self, chance: Random, names: dict[str, Type]) -> None:
        self._chance = chance
        self._loops = 0
        self.names = names

    def pick(self, *choices: str) -> str:
        return self._chance.choice(choices)

    def toss(self, one_in: int = 2) -> bool:
        return self._chance.randrange(one_in) == 0

    # Values.

    def path(self, sort: Sort) -> Part | None:
        """Return something of a sort that is read from a name; its last step may be absent."""
        found = [part for name, kind in self.names.items() for part in paths(name, kind, sort)]
        return self._chance.choice(found) if found else None

    def call(self, sort: Sort, depth: int) -> Part | None:
        """Return the call of a function that gives a sort."""
        names = [name for name, function in FUNCTIONS.items() if function.gives.sort is sort]
        if not names or depth < 1:
            return None
        name = self.pick(*names)
        function = FUNCTIONS[name]
        kinds = [*function.takes]
        if function.more is not None and self.toss():
            kinds.append(function.more)
        parts = [self.argument(kind, depth - 1) for kind in kinds]
        text = f"{name}({', '.join(part.text for part in parts)})"
        return Part(text, function.gives, _guards(*parts))

    def argument(self, kind: Type, depth: int) -> Part:
        if kind.sort is Sort.DAY and self.toss(3):
            return Part(f'"{self.pick(*DAYS)}"', DAY)
        return self.value(kind.sort, depth)

    def value(self, sort: Sort, depth: int) -> Part:
        """Return a value of a sort; it has to be there."""
        read, called = self.path(sort), self.call(sort, depth)
        found = [part for part in (read, read, called) if part is not None]
        if depth > 0 and sort in {Sort.NUMBER, Sort.DAY, Sort.LENGTH}:
            found.append(self.reckoned(sort, depth - 1))
        if depth > 0 and self.toss(4):
            found = [self.chosen(sort, depth - 1)]
        if sort is Sort.TRUTH:
            text = self.pick("True", "False")
            if depth > 0:  # a day or a text that is there is a condition, and becomes a truth so
                text = f"({self.pick('not', 'True and', 'False or')} ({self.condition(depth - 1)}))"
            found.append(Part(text, TRUTH))
        if sort is Sort.NUMBER:
            found.append(Part(self.pick("0", "1", "2.5", "100", "1e3", "2024"), NUMBER))
        if sort is Sort.TEXT:
            found.append(Part(f'"{self.pick(*WORDS)}"', TEXT))
        if not found:  # as for lengths and records inside of conditions about days alone
            found.append(self.call(sort, 1) or self.reckoned(sort, 0))
        return there(self._chance.choice(found))

    def reckoned(self, sort: Sort, depth: int) -> Part:
        """Return a number, day or length that follows from others."""
        if sort is Sort.LENGTH and depth > 0 and self.toss():
            one, other = self.value(sort, 0), self.value(sort, 0)
            return Part(
                f"({one.text} {self.pick(*'+-')} {other.text})", LENGTH, _guards(one, other)
            )
        if sort is Sort.LENGTH:
            one, other = self.value(Sort.DAY, depth), self.argument(DAY, depth)
            return Part(f"({one.text} - {other.text})", LENGTH, _guards(one, other))
        if sort is Sort.DAY:
            one, sign = self.value(Sort.DAY, depth), self.pick("+", "-")
            length = Part(f'"{self.pick(*LENGTHS)}"', TEXT)
            other = self.value(Sort.LENGTH, depth) if depth > 0 and self.toss() else length
            return Part(f"({one.text} {sign} {other.text})", DAY, _guards(one, other))
        return self.number(depth)

    def number(self, depth: int) -> Part:
        """Return a number that is reckoned, read from a day, or counted."""
        sort = Sort.NUMBER
        form = self.pick("sign", "minus", "field", "count", "sum")
        if form == "sign":
            one, other = self.value(sort, depth), self.value(sort, depth)
            return Part(
                f"({one.text} {self.pick(*'+-*/')} {other.text})", NUMBER, _guards(one, other)
            )
        if form == "minus":
            one = self.value(sort, depth)
            return Part(f"(-{one.text})", NUMBER, one.guards)
        if form == "field":
            day = self.value(Sort.DAY, depth)
            return Part(f"{day.text}.{self.pick('year', 'month', 'day')}", NUMBER, day.guards)
        return self.counted(depth, sums=form == "sum")

    def counted(self, depth: int, *, sums: bool) -> Part:
        """Return how many a list has, or the sum over it."""
        elements = self.value(Sort.LIST, depth)
        if not sums and self.toss():
            return Part(f"count({elements.text})", NUMBER, elements.guards)
        name = self._enter(elements)
        one = self.value(self._chance.choice(_SORTS) if not sums else Sort.NUMBER, depth)
        asked = [*(f"{guard} is not None" for guard in dict.fromkeys(one.guards))]
        if self.toss():
            asked.append(f"({self.condition(depth - 1)})")
        del self.names[name]
        conditions = "".join(f" if {asked}" for asked in asked)
        function = "sum" if sums else "count"
        loop = f"{one.text} for {name} in {elements.text}{conditions}"
        return Part(f"{function}({loop})", NUMBER, elements.guards)

    def chosen(self, sort: Sort, depth: int) -> Part:
        """Return one of two values of a sort, of which the first may need what is asked."""
        one, other = self.value(sort, depth), self.value(sort, depth)
        kind = one.type
        if sort is Sort.RECORD or (sort is Sort.LIST and not one.type.is_like(other.type)):
            other = one
        if one.type.choices != other.type.choices or sort in {Sort.LIST, Sort.RECORD}:
            kind = Type(kind.sort, record=kind.record, of=kind.of)
        tests = " and ".join(f"{guard} is not None" for guard in dict.fromkeys(one.guards))
        asked = tests or f"({self.condition(depth - 1)})"
        return Part(f"({one.text} if {asked} else {other.text})", kind, other.guards)

    def _enter(self, elements: Part) -> str:
        """Bring a new name into scope, and return it."""
        assert elements.type.of is not None
        self._loops += 1
        name = self.pick("x", "việc", "s", "k_") + str(self._loops)
        self.names[name] = elements.type.of
        return name

    # Conditions.

    def condition(self, depth: int) -> str:
        """Return a condition that asks first whatever has to be asked."""
        if depth > 0 and self.toss():
            return self.joined(depth - 1)
        form = self._chance.choice(_CONDITIONS if depth > 0 else _PLAIN)
        text, guards = form(self, max(depth, 0))
        return self.guarded(text, guards, depth - 1)

    def joined(self, depth: int) -> str:
        form = self.pick("and", "or", "not", "if", "three")
        parts = [f"({self.condition(depth)})" for _ in range(3)]
        if form == "not":
            return f"not {parts[0]}"
        if form == "if":
            return f"{parts[0]} if {parts[1]} else {parts[2]}"
        if form == "three":
            return self.pick(" and ", " or ").join(parts)
        return f"{parts[0]} {form} {parts[1]}"

    def guarded(self, text: str, guards: tuple[str, ...], depth: int) -> str:
        """Return a condition with what it needs asked before, in one of the ways to do so."""
        needed = list(dict.fromkeys(guards))
        if not needed:
            return text
        asked = " and ".join(f"{guard} is not None" for guard in needed)
        tests = [f"{guard} is not None" for guard in needed]
        otherwise = self.condition(depth) if depth > 0 else self.pick("True", "False")
        forms = (
            f"{asked} and ({text})",
            f"{' and ('.join([*tests, text])}{')' * len(needed)}",
            f"{' or '.join(f'{guard} is None' for guard in needed)} or ({text})",
            f"not ({asked}) or ({text})",
            f"({text}) if {asked} else ({otherwise})",
            f"({otherwise}) if not ({asked}) else ({text})",
        )
        return self.pick(*forms)

    def loop(self, depth: int) -> tuple[str, tuple[str, ...]]:
        elements = self.value(Sort.LIST, depth - 1)
        name = self._enter(elements)
        body = self.condition(depth - 1)
        asked = f" if ({self.condition(depth - 1)})" if self.toss() else ""
        del self.names[name]
        function = self.pick("any", "all")
        return f"{function}(({body}) for {name} in {elements.text}{asked})", elements.guards

    def order(self, depth: int) -> tuple[str, tuple[str, ...]]:
        """Return a comparison of numbers, days or lengths, or a chain of them."""
        sort = self._chance.choice((Sort.NUMBER, Sort.DAY, Sort.DAY, Sort.LENGTH))
        parts = [self.value(sort, depth - 1) for _ in range(2 + self.toss(3))]
        if sort is Sort.DAY and self.toss(3):
            parts[1] = Part(f'"{self.pick(*DAYS)}"', DAY)
        if sort is Sort.LENGTH and self.toss():
            parts[1] = Part(f'"{self.pick(*LENGTHS)}"', DAY)
        words = parts[0].text
        for part in parts[1:]:
            words += f" {self.pick(*_ORDER, *_EQUAL)} {part.text}"
        return words, _guards(*parts)

    def equality(self, depth: int) -> tuple[str, tuple[str, ...]]:
        """Return a comparison of texts or truths."""
        one = self.value(self._chance.choice((Sort.TEXT, Sort.TRUTH)), depth - 1)
        other = self._beside(one, depth)
        words = (one.text, other.text) if self.toss() else (other.text, one.text)
        return f"{words[0]} {self.pick(*_EQUAL)} {words[1]}", _guards(one, other)

    def _beside(self, one: Part, depth: int) -> Part:
        """Return what a text or a truth may be compared with."""
        if one.type.choices:
            return Part(f'"{self.pick(*one.type.choices)}"', TEXT)
        if one.type.sort is Sort.TRUTH:
            return self.value(Sort.TRUTH, depth - 1)
        other = self.value(Sort.TEXT, depth - 1)
        return Part(f'"{self.pick(*WORDS)}"', TEXT) if other.type.choices else other

    def membership(self, depth: int) -> tuple[str, tuple[str, ...]]:
        """Return whether something is in a list, written out or read."""
        sign = self.pick("in", "not in")
        sort = self._chance.choice((Sort.TEXT, Sort.NUMBER, Sort.DAY))
        one = self.value(sort, depth - 1)
        if sort is Sort.TEXT and self.toss():
            elements = self.value(Sort.LIST, depth - 1)
            of = elements.type.of
            if of is not None and of.sort is Sort.TEXT and not of.choices and not one.type.choices:
                return f"{one.text} {sign} {elements.text}", _guards(one, elements)
        if one.type.choices:
            others = [Part(f'"{self.pick(*one.type.choices)}"', TEXT) for _ in range(2)]
        elif sort is Sort.TEXT:
            others = [Part(f'"{self.pick(*WORDS)}"', TEXT) for _ in range(2)]
        else:
            others = [self.value(sort, 0), self.value(sort, 0)]
            if sort is Sort.DAY:
                others[0] = Part(f'"{self.pick(*DAYS)}"', DAY)
        listed = ", ".join(part.text for part in others)
        brackets = f"[{listed}]" if self.toss() else f"({listed})"
        return f"{one.text} {sign} {brackets}", _guards(one, *others)

    def presence(self, _: int) -> tuple[str, tuple[str, ...]]:
        """Return whether something is there, asked in one of both ways."""
        sort = self._chance.choice(_SORTS)
        part = self.path(sort)
        if part is None:
            return "None is None", ()
        if part.type.is_optional and (sort in {Sort.NUMBER, Sort.TRUTH} or self.toss()):
            return f"{part.text} {self.pick('is', 'is not')} None", part.guards
        return f"{part.text} > 0" if sort is Sort.NUMBER else part.text, part.guards

    def truth(self, depth: int) -> tuple[str, tuple[str, ...]]:
        part = self.value(Sort.TRUTH, depth - 1) if depth > 0 else None
        return (part.text, part.guards) if part else (self.pick("True", "False"), ())


def _guards(*parts: Part) -> tuple[str, ...]:
    return tuple(guard for part in parts for guard in part.guards)


_CONDITIONS: Final = (
    Writer.order,
    Writer.order,
    Writer.equality,
    Writer.membership,
    Writer.presence,
    Writer.truth,
    Writer.loop,
    Writer.loop,
)


#: Those that hold no others.
_PLAIN: Final = (Writer.order, Writer.equality, Writer.presence, Writer.truth)


def names_for(subject: str) -> dict[str, Type]:
    """Return what the expressions of a rule about a kind of subject can speak of."""
    return {"plan": record("plan"), "as_of": DAY, subject: record(subject)}


@st.composite
def conditions(draw: st.DrawFn, subject: str, *, depth: int = 3) -> str:
    """Return conditions about a kind of subject that fit the model."""
    return condition(Random(draw(SEEDS)), subject, depth=depth)


def condition(chance: Random, subject: str, *, depth: int = 3) -> str:
    """Return one such condition."""
    return Writer(chance, names_for(subject)).condition(depth)


@st.composite
def values(draw: st.DrawFn, subject: str, *, depth: int = 2) -> str:
    """Return values about a kind of subject that need nothing to be asked."""
    return value(Random(draw(SEEDS)), subject, depth=depth)


def value(chance: Random, subject: str, *, depth: int = 2) -> str:
    """Return one such value."""
    writer = Writer(chance, names_for(subject))
    part = writer.value(chance.choice(_SORTS), depth)
    tests = " and ".join(f"{guard} is not None" for guard in dict.fromkeys(part.guards))
    return f"({part.text} if {tests} else None)" if tests else part.text
