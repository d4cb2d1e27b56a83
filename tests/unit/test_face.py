"""The names that users import."""

import importlib.metadata

import pytest

import planrules

NAMES = [
    "CATALOGUE",
    "Assessment",
    "Case",
    "Finding",
    "Hit",
    "Plan",
    "PlanFault",
    "PlanFileError",
    "PlanrulesError",
    "Rule",
    "Severity",
    "Text",
    "UnknownIdError",
    "UnknownRuleError",
    "assess",
    "begin",
    "chosen",
    "dumps",
    "json_schema",
    "load",
    "loads",
]


def test_the_face_has_these_names_and_no_others() -> None:
    assert planrules.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_face_is_there(name: str) -> None:
    assert getattr(planrules, name).__name__ == name if name != "CATALOGUE" else planrules.CATALOGUE
    assert name in dir(planrules)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert planrules.__version__ == importlib.metadata.version("planrules")


def test_a_name_that_is_not_there_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'shedule'"):
        planrules.shedule  # noqa: B018 - asking is the test
