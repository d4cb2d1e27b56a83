"""The valid name that somebody probably meant."""

from collections.abc import Iterable

from planrules.text.key import comparison_key

# Names come from strangers' files: these bound the work, not the names.
_LENGTH = 100
_CANDIDATES = 5_000
_COMPARED = 200
_LIKENESS = 0.6


def nearest(name: str, candidates: Iterable[str], /) -> str | None:
    """Return the candidate most like a name, for a "did you mean" after an unknown name.

    Names are compared by their comparison keys, so case, tone-mark style and typographic dashes do
    not count. Only the first 100 characters of a name are looked at. Of more than 5,000 candidates,
    those that begin like the name and are closest to it in length are looked at.

    Args:
        name: The name nobody knows.
        candidates: The valid names, in any order.

    Returns:
        The nearest candidate, the first by code point among equally near ones; None if none is
        near.

    Examples:
        >>> nearest("phong-vhtt", ["phong-vh-tt", "phong-tc-kh", "ubnd-huyen"])
        'phong-vh-tt'
    """
    from difflib import SequenceMatcher  # only a mistake pays for it

    wanted = _key(name)
    pool = sorted(set(candidates))
    if len(pool) > _CANDIDATES:
        # sorted() is stable: candidates alike in both respects stay in code point order.
        pool = sorted(
            pool, key=lambda each: (_key(each[:1]) != wanted[:1], abs(len(each) - len(name)))
        )[:_CANDIDATES]
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    bounds: list[tuple[float, str, str]] = []
    for candidate in pool:
        key = _key(candidate)
        matcher.set_seq1(key)
        if (
            matcher.real_quick_ratio() >= _LIKENESS
            and (bound := matcher.quick_ratio()) >= _LIKENESS
        ):
            bounds.append((-bound, candidate, key))
    best: tuple[float, str] | None = None
    for bound, candidate, key in sorted(bounds)[:_COMPARED]:
        if best is not None and bound > best[0]:
            break  # no candidate from here on can be as like the name as the best so far
        matcher.set_seq1(key)
        found = (-matcher.ratio(), candidate)
        if -found[0] >= _LIKENESS and (best is None or found < best):
            best = found
    return None if best is None else best[1]


def _key(name: str) -> str:
    return comparison_key(name[:_LENGTH])[:_LENGTH]
