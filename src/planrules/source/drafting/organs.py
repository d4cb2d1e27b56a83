"""Names of bodies as official texts write them, and which of them name the same body."""

import re

import attrs

from planrules.source.drafting.rows import Ids
from planrules.text import comparison_key, slug, to_old, words

#: Words that the name of a body begins with.
FIRST_WORDS = (
    "Ủy ban|UBND|UBMTTQ|HĐND|Hội đồng|Phòng|Ban|Sở|Bộ|Trung tâm|Văn phòng|Công an|Bộ đội|Trạm"
    "|Trường|Chi cục|Cục|Đảng ủy|Tỉnh ủy|Huyện ủy|Thành ủy|Thường trực|Chi bộ|Hội|Đoàn|Mặt trận"
    "|MTTQ|Công chức|Thanh tra|Đài|Kho bạc|Bảo hiểm|Tổ|Liên đoàn|Ngân hàng|Viện|Hạt|Công ty|Thôn"
    "|Chính phủ|Quốc hội|Thủ tướng|Chủ tịch"
)
_FIRST = re.compile(rf"(?:{FIRST_WORDS}|[Cc]ác|Những|Toàn thể)\b")
_ASKED = re.compile(r"(?:Đề nghị|Giao|Yêu cầu|Đối với|Trách nhiệm của)\s+(?:cho\s+)?(?=\S)")
_PLURAL = re.compile(r"(?i:(?:^|\s)(?:các|những|mọi|toàn thể)\s)")
_SEVERAL = re.compile(rf"\s*[,;]\s*(?=(?:{FIRST_WORDS}|[Cc]ác)\b)|\s+và\s+(?=các\b)")
_LEVEL = re.compile(
    r"\s(huyện|thị xã|xã|tỉnh|thành phố|phường|thị trấn|quận)(?=\s|$)", re.IGNORECASE
)

#: Longest name of a body, in characters and in words.
LONGEST_NAME = 160
_MOST_WORDS = 32

_ABBREVIATIONS = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)"), expansion)
    for pattern, expansion in (
        (r"VH,\s?TT\s?(?:&|và)\s?TT", "Văn hóa, Thể thao và Truyền thông"),
        (r"VH,?\s?TT\s?(?:&|và)\s?DL", "Văn hóa, Thể thao và Du lịch"),
        (r"(?<=Phòng )VH\s?(?:&|và)\s?TT", "Văn hóa và Thông tin"),
        (r"TC\s?[-–]\s?KH", "Tài chính - Kế hoạch"),
        (r"GD\s?(?:&|và)\s?ĐT", "Giáo dục và Đào tạo"),
        (r"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
        (r"UBND", "Ủy ban nhân dân"),
        (r"HĐND", "Hội đồng nhân dân"),
        (r"MTTQ", "Mặt trận Tổ quốc"),
    )
)
_SHORT_IDS = (("uy-ban-nhan-dan", "ubnd"), ("hoi-dong-nhan-dan", "hdnd"))
#: Names that mean a body only together with its level.
_NEEDS_LEVEL = frozenset(
    comparison_key(name)
    for name in ("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Đảng ủy")
)


@attrs.define(eq=False)
class Organ:
    """A body or a set of bodies that the document names.

    Attributes:
        id: Its id in the plan.
        spellings: How the document writes it, as often as it differs.
        places: Where it is named, for the comment.
        is_group: Whether the name means several bodies.
        area: Name of the area after the level (*huyện* **Văn Quan**), as a key.
        level: The level (*huyện*), as a key; empty where no spelling gives it.
        bare: The name without level and area, as a key.
    """

    id: str
    spellings: list[str]
    places: list[str]
    is_group: bool
    area: str = ""
    level: str = ""
    bare: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest spelling."""
        return max(self.spellings, key=lambda name: (len(words(expanded(name))), len(name)))

    @property
    def short(self) -> str | None:
        """The shortest other spelling, where there is one."""
        shortest = min(self.spellings, key=len)
        return None if shortest == self.name else shortest


class Organs:
    """The bodies of one document, each once however it is written."""

    def __init__(self) -> None:
        """Begin with none."""
        self.all: list[Organ] = []
        self._by_key: dict[tuple[str, ...], Organ | None] = {}
        self._ids = Ids()

    def add(self, name: str, place: str) -> Organ:
        """Return the body of this name, a new one where none is certainly the same.

        Args:
            name: The name as written.
            place: Where it stands, for the comment.
        """
        name = bare_name(name)
        organ = self.find(name)
        if organ is None:
            organ = Organ("", [], [], is_plural(name))
            self.all.append(organ)
        if name not in organ.spellings:
            organ.spellings.append(name)
        if place not in organ.places:
            organ.places.append(place)
        self._learn(name, organ)
        return organ

    def alias(self, organ: Organ, name: str) -> None:
        """Note that the document calls the body by this name too."""
        if name not in organ.spellings:
            organ.spellings.append(name)
        self._learn(name, organ)

    def name_all(self) -> None:
        """Give every body an id made of its fullest name, once all are known."""
        for organ in self.all:
            base = slug(expanded(organ.name))
            for long, short in _SHORT_IDS:
                base = base.replace(long, short)
            organ.id = self._ids.new(base)

    def doubtful(self) -> dict[str, tuple[Organ, ...]]:
        """Return, by id, the bodies that may be the same: one of the two names gives no level."""
        by_bare: dict[tuple[str, ...], list[Organ]] = {}
        for organ in self.all:
            by_bare.setdefault(organ.bare, []).append(organ)
        found = {}
        for organs in by_bare.values():
            some = [organ for organ in organs if organ.level]
            for organ in organs if len(some) < len(organs) > 1 else ():
                others = some if not organ.level else [o for o in organs if not o.level]
                found[organ.id] = tuple(other for other in others if other is not organ)
        return found

    def find(self, name: str) -> Organ | None:
        """Return the body that certainly bears this name, or None."""
        name = bare_name(name)
        if len(name) > LONGEST_NAME:
            return None
        parts = _Parts.of(name)
        for key in parts.known_by():
            organ = self._by_key.get(key)
            if organ is not None and (not organ.area or parts.area in ("", organ.area)):
                return organ
        return None

    def find_at_start(self, text: str) -> Organ | None:
        """Return the body whose name the text begins with, the longest if several do."""
        keys = _key(text[: 2 * LONGEST_NAME])
        for length in range(min(len(keys), _MOST_WORDS), 0, -1):
            organ = self._by_key.get(keys[:length])
            if organ is not None:
                return organ
        return None

    def _learn(self, name: str, organ: Organ) -> None:
        parts = _Parts.of(name)
        organ.area = organ.area or parts.area
        organ.level = organ.level or parts.level
        organ.bare = organ.bare or parts.bare
        for key in parts.known_by():
            if self._by_key.setdefault(key, organ) is not organ:
                self._by_key[key] = None  # two bodies share it, so it is nobody's name


@attrs.frozen
class _Parts:
    """A name taken apart: all of it, without its area, what it may be known by, level, area."""

    whole: tuple[str, ...]
    without_area: tuple[str, ...]
    base: tuple[str, ...]
    bare: tuple[str, ...]
    level: str
    area: str

    @classmethod
    def of(cls, name: str) -> "_Parts":
        full = expanded(name)
        key = _key(full)
        for match in () if is_plural(name) else _LEVEL.finditer(full):
            area = full[match.end() :].split()
            if not all(word[0].isupper() for word in area):
                continue
            base = full[: match.start()]
            needs_level = comparison_key(base) in _NEEDS_LEVEL
            without_area = _key(full[: match.end()])
            return cls(
                whole=key,
                without_area=without_area,
                base=without_area if needs_level else _key(base),
                bare=_key(base),
                level=comparison_key(match[1]),
                area=comparison_key(" ".join(area)),
            )
        return cls(whole=key, without_area=key, base=key, bare=key, level="", area="")

    def known_by(self) -> tuple[tuple[str, ...], ...]:
        """Return the keys under which the body may be known, the fullest first."""
        return tuple(dict.fromkeys((self.whole, self.without_area, self.base)))


def expanded(name: str) -> str:
    """Return a name in the old tone style with the abbreviations that are certain written out."""
    name = to_old(name)
    for pattern, expansion in _ABBREVIATIONS:
        name = pattern.sub(expansion, name)
    return name


def bare_name(text: str) -> str:
    """Return a name without punctuation at its end and without *Đề nghị* before it."""
    text = text.strip(" \t.;:,*")
    match = _ASKED.match(text)
    return text[match.end() :] if match else text


def is_asked(text: str) -> bool:
    """Return whether the text asks or orders a body by name (*Đề nghị …*)."""
    return _ASKED.match(text) is not None


def is_plural(name: str) -> bool:
    """Return whether the name means several bodies."""
    return _PLURAL.search(name) is not None


def is_name(text: str) -> bool:
    """Return whether the text looks like the name of a body."""
    name = bare_name(text)
    return len(name) <= LONGEST_NAME and _FIRST.match(to_old(name)) is not None


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that a heading or a line of recipients lists."""
    whole = bare_name(text)
    pieces = [piece for piece in _SEVERAL.split(whole) if piece]
    return tuple(pieces) or (whole,)


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(expanded(text)))
