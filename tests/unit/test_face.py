"""The names that users import."""

import importlib.metadata

import pytest

import planrules

NAMES = [
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


def test_the_face_has_these_names_and_no_others() -> None:
    assert planrules.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_face_is_there(name: str) -> None:
    found = getattr(planrules, name)
    assert found
    called = getattr(found, "__name__", name)
    # Verdict is a list or None, and schedule a package.
    assert called.removeprefix("planrules.") in {name, "list"}
    assert name in dir(planrules)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert planrules.__version__ == importlib.metadata.version("planrules")


def test_a_name_that_is_not_there_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'shedule'"):
        planrules.shedule  # noqa: B018 - asking is the test
