"""Where the rows of a plan, and the values in them, stand in its files."""

from functools import cached_property

from planrules.model.place import KeyPath, Origin, Place
from planrules.source.locate import Locator
from planrules.source.tables import IDENTITY


class Places:
    """The places of a plan; files are only scanned when something in them is asked for."""

    def __init__(self, origin: Origin) -> None:
        """Keep where the plan came from."""
        self._origin = origin
        self._locators: dict[int, Locator] = {}

    @cached_property
    def plan(self) -> Place:
        """The place of the table ``[plan]``."""
        return self._locator(0).place(("plan",))

    def place(self, kind: str, id: str, at: KeyPath = ()) -> Place:
        """Return the place of a value, else of its row's id, else of ``[plan]``.

        Args:
            kind: Kind of the row: the name of its table, or ``plan``.
            id: Its id; for headings and words that are not modelled, their clause.
            at: The way from the row to the value.
        """
        changed = self._origin.changed.get((kind, id, str(at[0]))) if at else None
        if changed is not None:
            return self._amended(*changed, at)
        found = (0, ("plan",)) if kind == "plan" else self._origin.rows.get((kind, id))
        if found is None:
            return self.plan
        file, path = found
        locator = self._locator(file)
        for length in range(len(at), 0, -1):
            place = locator.find((*path, *at[:length]))
            if place is not None:
                return place
        return locator.find((*path, IDENTITY.get(kind, "id"))) or locator.place(path)

    def at(self, file: int, path: KeyPath) -> Place:
        """Return the place of what stands at the end of a path, or as much of it as there is."""
        return self._locator(file).place(path)

    def _amended(self, file: int, path: KeyPath, at: KeyPath) -> Place:
        """Return the place of a value that an amendment gives, else of what changes it."""
        locator = self._locator(file)
        for length in range(len(at), 0, -1):
            place = locator.find((*path, "set", *at[:length]))
            if place is not None:
                return place
        return locator.place(path)

    def _locator(self, file: int) -> Locator:
        if file not in self._locators:
            source = self._origin.files[file]
            self._locators[file] = Locator(source.name, source.data.decode("utf-8"))
        return self._locators[file]
