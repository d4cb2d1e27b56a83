"""planrules turns an official plan into something a machine can check, track and remind of.

This is the face: everything that a user imports. Names are resolved when they are first used, so
that ``import planrules`` costs next to nothing. With the first of them values learn to show
themselves: whoever has a plan or an assessment got it from a function that is a name of the face.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from planrules import schedule
    from planrules.assessment import Assessment, assess
    from planrules.comparison import Difference, compare
    from planrules.errors import (
        BusyError,
        LedgerBusyError,
        MissingEngineError,
        NoStartError,
        OutOfCalendarError,
        PlanFault,
        PlanFileError,
        PlanrulesError,
        SumsError,
        UnknownDraftError,
        UnknownEventError,
        UnknownIdError,
        UnknownRuleError,
    )
    from planrules.feeds.errors import FeedFolderError, FeedOptionError, FeedsBusyError
    from planrules.feeds.feed import Feed, Feeds, feeds_of
    from planrules.feeds.linting import FeedFinding, lint_feed
    from planrules.feeds.options import FeedOptions
    from planrules.feeds.publishing import Publication, feeds_following, publish_feeds
    from planrules.feeds.reading import relations_in
    from planrules.model.actual import Actual
    from planrules.model.amendment import Amendment
    from planrules.model.baseline import Baseline
    from planrules.model.condition import Condition
    from planrules.model.dates import PartialDate
    from planrules.model.due import Due
    from planrules.model.duration import Duration
    from planrules.model.finding import Finding, Severity
    from planrules.model.findings import Findings
    from planrules.model.ledger import Entry, Extension, Ledger, Measurement
    from planrules.model.lineage import Lineage
    from planrules.model.message import Text
    from planrules.model.obligation import Obligation
    from planrules.model.obligations import Obligations
    from planrules.model.place import Place
    from planrules.model.plan import Plan
    from planrules.model.progress import DeadlineClass, State
    from planrules.model.responsibility import Role
    from planrules.model.standing import Standing, Standings
    from planrules.model.task import Task
    from planrules.model.waiver import Waiver
    from planrules.recording import Appended, append_records
    from planrules.reports.data import check_data
    from planrules.reports.formats import check_report
    from planrules.reports.status import status_report
    from planrules.reports.text import check_lines
    from planrules.rules.case import Case
    from planrules.rules.catalogue import CATALOGUE, chosen
    from planrules.rules.checklist import RuleSet
    from planrules.rules.rule import Hit, LegalBasis, Rule, Verdict
    from planrules.rules.ruleset import load_rules, rules_of
    from planrules.rules.run import RuleCount
    from planrules.source.consolidate import consolidate
    from planrules.source.drafting.begin import begin
    from planrules.source.read import load, loads
    from planrules.source.schema import json_schema
    from planrules.source.write import dumps
    from planrules.timing.calendar import WorkCalendar
    from planrules.timing.calendars import calendar_of
    from planrules.tracking.indicators import indicator_progress
    from planrules.tracking.progress import IndicatorProgress, Indicators, Pace
    from planrules.tracking.standings import standings
    from planrules.tracking.status import Status, StatusRow, StatusTable, prove, status_of

__all__ = [
    "CATALOGUE",
    "Actual",
    "Amendment",
    "Appended",
    "Assessment",
    "Baseline",
    "BusyError",
    "Case",
    "Condition",
    "DeadlineClass",
    "Difference",
    "Due",
    "Duration",
    "Entry",
    "Extension",
    "Feed",
    "FeedFinding",
    "FeedFolderError",
    "FeedOptionError",
    "FeedOptions",
    "Feeds",
    "FeedsBusyError",
    "Finding",
    "Findings",
    "Hit",
    "IndicatorProgress",
    "Indicators",
    "Ledger",
    "LedgerBusyError",
    "LegalBasis",
    "Lineage",
    "Measurement",
    "MissingEngineError",
    "NoStartError",
    "Obligation",
    "Obligations",
    "OutOfCalendarError",
    "Pace",
    "PartialDate",
    "Place",
    "Plan",
    "PlanFault",
    "PlanFileError",
    "PlanrulesError",
    "Publication",
    "Role",
    "Rule",
    "RuleCount",
    "RuleSet",
    "Severity",
    "Standing",
    "Standings",
    "State",
    "Status",
    "StatusRow",
    "StatusTable",
    "SumsError",
    "Task",
    "Text",
    "UnknownDraftError",
    "UnknownEventError",
    "UnknownIdError",
    "UnknownRuleError",
    "Verdict",
    "Waiver",
    "WorkCalendar",
    "append_records",
    "assess",
    "begin",
    "calendar_of",
    "check_data",
    "check_lines",
    "check_report",
    "chosen",
    "compare",
    "consolidate",
    "dumps",
    "feeds_following",
    "feeds_of",
    "indicator_progress",
    "json_schema",
    "lint_feed",
    "load",
    "load_rules",
    "loads",
    "prove",
    "publish_feeds",
    "relations_in",
    "rules_of",
    "schedule",
    "standings",
    "status_of",
    "status_report",
]

_HOMES: Final = {
    "BusyError": "errors",
    "FeedFolderError": "feeds.errors",
    "FeedOptionError": "feeds.errors",
    "FeedsBusyError": "feeds.errors",
    "UnknownEventError": "errors",
    "Feed": "feeds.feed",
    "Feeds": "feeds.feed",
    "feeds_of": "feeds.feed",
    "FeedFinding": "feeds.linting",
    "lint_feed": "feeds.linting",
    "FeedOptions": "feeds.options",
    "Publication": "feeds.publishing",
    "feeds_following": "feeds.publishing",
    "publish_feeds": "feeds.publishing",
    "relations_in": "feeds.reading",
    "Assessment": "assessment",
    "assess": "assessment",
    "LedgerBusyError": "errors",
    "Difference": "comparison",
    "compare": "comparison",
    "MissingEngineError": "errors",
    "NoStartError": "errors",
    "OutOfCalendarError": "errors",
    "PlanFault": "errors",
    "PlanFileError": "errors",
    "PlanrulesError": "errors",
    "SumsError": "errors",
    "UnknownDraftError": "errors",
    "UnknownIdError": "errors",
    "UnknownRuleError": "errors",
    "Actual": "model.actual",
    "Amendment": "model.amendment",
    "Entry": "model.ledger",
    "Extension": "model.ledger",
    "Ledger": "model.ledger",
    "Measurement": "model.ledger",
    "Lineage": "model.lineage",
    "consolidate": "source.consolidate",
    "Baseline": "model.baseline",
    "Condition": "model.condition",
    "PartialDate": "model.dates",
    "Due": "model.due",
    "Duration": "model.duration",
    "Finding": "model.finding",
    "Findings": "model.findings",
    "Severity": "model.finding",
    "Text": "model.message",
    "DeadlineClass": "model.progress",
    "Obligation": "model.obligation",
    "Obligations": "model.obligations",
    "State": "model.progress",
    "Place": "model.place",
    "Plan": "model.plan",
    "Role": "model.responsibility",
    "Standing": "model.standing",
    "Standings": "model.standing",
    "Task": "model.task",
    "Waiver": "model.waiver",
    "Appended": "recording",
    "append_records": "recording",
    "check_data": "reports.data",
    "check_lines": "reports.text",
    "status_report": "reports.status",
    "check_report": "reports.formats",
    "Case": "rules.case",
    "CATALOGUE": "rules.catalogue",
    "chosen": "rules.catalogue",
    "Hit": "rules.rule",
    "LegalBasis": "rules.rule",
    "Verdict": "rules.rule",
    "RuleCount": "rules.run",
    "RuleSet": "rules.checklist",
    "load_rules": "rules.ruleset",
    "rules_of": "rules.ruleset",
    "Rule": "rules.rule",
    "begin": "source.drafting.begin",
    "load": "source.read",
    "loads": "source.read",
    "json_schema": "source.schema",
    "dumps": "source.write",
    "WorkCalendar": "timing.calendar",
    "calendar_of": "timing.calendars",
    "standings": "tracking.standings",
    "Status": "tracking.status",
    "StatusRow": "tracking.status",
    "StatusTable": "tracking.status",
    "prove": "tracking.status",
    "status_of": "tracking.status",
    "indicator_progress": "tracking.indicators",
    "IndicatorProgress": "tracking.progress",
    "Indicators": "tracking.progress",
    "Pace": "tracking.progress",
}


def __getattr__(name: str) -> object:
    """Return a name of the face, importing its home."""
    if name == "__version__":
        from importlib.metadata import version

        return version("planrules")
    if name == "schedule":
        return import_module("planrules.schedule")  # works on plans, which come from other names
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name)
    # The model knows nothing of views, so somebody above both has to introduce them. That costs two
    # small modules: pages and frames are imported where one is asked for. The command line takes no
    # name from here.
    import_module(f"{__name__}.views.joining").join()
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the names of the face."""
    return [*__all__, "__version__"]
