"""What tells two assessments apart, as data."""

from collections import Counter
from datetime import date
from typing import Any

from planrules.assessment import Assessment
from planrules.comparison import Difference, NetworkLength, OwedDifference
from planrules.model.difference import Entity, FieldDifference
from planrules.model.obligations import Obligations
from planrules.reports.data import finding_data
from planrules.reports.what_if import what_if_data
from planrules.source.toml import as_toml


def difference_data(difference: Difference, *, language: str) -> dict[str, Any]:
    """Return a difference as data; values of fields stand as a file would give them.

    Args:
        difference: The difference.
        language: Language of sentences, ``vi`` or ``en``.
    """
    rows, (was, now) = difference.rows, difference.lengths
    return {
        "before": _side_data(difference.before),
        "after": _side_data(difference.after),
        "added": [_entity_data(entity) for entity in rows.added],
        "removed": [_entity_data(entity) for entity in rows.removed],
        "ended": [_ended_data(entity) for entity in rows.ended],
        "resumed": [_ended_data(entity) for entity in rows.resumed],
        "changed": [_field_data(field) for field in rows.changed],
        "critical_path": {"before": was and _length_data(was), "after": now and _length_data(now)},
        "obligations": {
            "changed": [_owed_data(pair) for pair in difference.owed],
            "new": _bodies_data(difference.new),
            "withdrawn": _bodies_data(difference.withdrawn),
        },
        "findings": {
            "new": [finding_data(one, language=language) for one in difference.found],
            "gone": [finding_data(one, language=language) for one in difference.settled],
        },
    }


def _side_data(side: Assessment) -> dict[str, Any]:
    plan = side.plan
    return {
        "plan": plan.id,
        "title": plan.title,
        "file": plan.origin and plan.origin.files[0].name,
        "as_of": side.as_of.isoformat(),
        "digest": plan.origin and plan.origin.digest(),
        **what_if_data(plan),
    }


def _entity_data(entity: Entity) -> dict[str, Any]:
    return {
        "table": entity.table,
        "id": entity.id,
        "clause": entity.clause,
        "title": entity.called,
    }


def _ended_data(entity: Entity) -> dict[str, Any]:
    row = entity.row
    return _entity_data(entity) | {"until": row.until.isoformat(), "reason": row.end_reason}


def _field_data(field: FieldDifference) -> dict[str, Any]:
    return _entity_data(field.after) | {
        "aspect": field.aspect.value,
        "field": field.field,
        "before": _written(field.field, field.was),
        "after": _written(field.field, field.now),
        "before_assumed": field.was_assumed,
        "after_assumed": field.is_assumed,
    }


def _written(field: str, value: object) -> str | None:
    """Return a value of a field as a file would give it; None for none."""
    return None if value is None else as_toml(field, value)


def _length_data(length: NetworkLength) -> dict[str, Any]:
    return {"length": length.length, "finish": length.finish.isoformat()}


def _owed_data(pair: OwedDifference) -> dict[str, Any]:
    return {
        "uid": pair.after.uid,
        "task": pair.after.task.id,
        "period": pair.after.period,
        "before": {"due": _iso(pair.before.due), "unit": pair.before.unit},
        "after": {"due": _iso(pair.after.due), "unit": pair.after.unit},
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bodies_data(owed: Obligations) -> dict[str, Any]:
    return {
        "count": len(owed),
        "units": [
            {"id": unit, "name": unit and owed.plan.body(unit).name, "count": count}
            for unit, count in Counter(one.unit for one in owed).items()
        ],
        "uids": [one.uid for one in owed],
    }
