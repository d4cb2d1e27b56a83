"""Exceptions as values: they travel between processes and speak two languages."""

import copy
import pickle

import pytest

from planrules import PlanFault, PlanFileError, PlanrulesError, UnknownIdError, UnknownRuleError

FAULT = PlanFault("plan.toml", 3, 7, "SRC008", {"vi": "không phải tệp", "en": "no file"})

ERRORS: list[PlanrulesError] = [
    FAULT,
    PlanFileError([FAULT, FAULT], references_checked=True, is_complete=False),
    UnknownIdError("bao-ca", "bao-cao"),
    UnknownRuleError("RES01"),
]


@pytest.mark.parametrize("error", ERRORS)
def test_an_exception_travels_between_processes(error: PlanrulesError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own bytes
        assert type(again) is type(error)
        assert str(again) == str(error)


def test_a_group_of_faults_keeps_what_it_knows() -> None:
    error = pickle.loads(pickle.dumps(ERRORS[1]))  # noqa: S301 - our own bytes
    assert isinstance(error, PlanFileError)
    assert error.references_checked
    assert not error.is_complete
    assert [fault.line for fault in error.faults] == [3, 3]


def test_unknown_names_are_told_in_both_languages() -> None:
    error = UnknownIdError("bao-ca", "bao-cao")
    assert error.text("vi").endswith('có phải "bao-cao"?')
    assert str(error).endswith('did you mean "bao-cao"?')
    assert str(UnknownRuleError("x")) == '"x" is no rule code, prefix, name, tag or profile'
