"""The explicit list of all built-in rules, and how some of them are chosen."""

from collections.abc import Iterable

from planrules.errors import UnknownRuleError
from planrules.rules import (
    authority,
    belated,
    bodies,
    calendar_days,
    citing,
    cooperation,
    deadlines,
    drafts,
    extended,
    indicators,
    lateness,
    leads,
    measured,
    network,
    oversight,
    ownership,
    periods,
    recipients,
    recorded,
    sequence,
    structure,
    trace,
    unmatched,
    waivers,
)
from planrules.rules.rule import Clarity, Rule
from planrules.rules.run import MET003
from planrules.text import nearest

#: Every built-in rule, in the order of codes.
CATALOGUE: tuple[Rule, ...] = tuple(
    sorted(
        (
            *structure.RULES,
            *leads.RULES,
            *cooperation.RULES,
            *oversight.RULES,
            *recipients.RULES,
            *deadlines.RULES,
            *sequence.RULES,
            *periods.RULES,
            *calendar_days.RULES,
            *lateness.RULES,
            *network.RULES,
            *ownership.RULES,
            *indicators.RULES,
            *trace.RULES,
            *citing.RULES,
            *bodies.RULES,
            *authority.RULES,
            *recorded.RULES,
            *unmatched.RULES,
            *measured.RULES,
            *extended.RULES,
            *drafts.RULES,
            *belated.RULES,
            *waivers.RULES,
            MET003,
        ),
        key=lambda rule: rule.code,
    )
)

#: Codes that were shipped once and replaced: never used again.
RETIRED: dict[str, str] = {}

#: Named choices of items: the two mottoes that offices check by.
PROFILES: dict[str, tuple[str, ...]] = {
    "6ro": tuple(Clarity),
    "5ro": tuple(item for item in Clarity if item is not Clarity.AUTHORITY),
}


def chosen(
    rules: Iterable[Rule], *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules that are selected and not ignored, in their order.

    Args:
        rules: Rules to choose from.
        select: Codes, prefixes of codes, names, tags or profiles; none means all.
        ignore: The same, for what to leave out.

    Raises:
        UnknownRuleError: If a selector fits no rule.
    """
    rules = tuple(rules)
    wanted = [fitting(rules, selector) for selector in select]
    unwanted = [fitting(rules, selector) for selector in ignore]
    return tuple(
        rule
        for rule in rules
        if (not wanted or any(rule.code in codes for codes in wanted))
        and not any(rule.code in codes for codes in unwanted)
    )


def fitting(rules: Iterable[Rule], selector: str) -> frozenset[str]:
    """Return the codes of the rules that a selector fits.

    Args:
        rules: Rules to choose from.
        selector: A code, a prefix of codes, a name, a tag or a profile.

    Raises:
        UnknownRuleError: If it fits none of them.
    """
    rules = tuple(rules)
    tags = set(PROFILES.get(selector, (selector,)))
    wanted = selector.upper()
    codes = frozenset(
        rule.code
        for rule in rules
        if (wanted and rule.code.startswith(wanted))
        or rule.name == selector
        or tags.intersection(rule.tags)
    )
    if not codes:
        names = [name for rule in rules for name in (rule.code, rule.name, *rule.tags)]
        raise UnknownRuleError(selector, nearest(selector, (*names, *PROFILES)))
    return codes
