"""Assessments and plans as plain data, for JSON: the contract that other tools lean on."""

from typing import Any

from planrules.assessment import Assessment
from planrules.model.finding import Finding, Severity
from planrules.model.message import shown
from planrules.model.waiver import Waiver
from planrules.reports.what_if import what_if_data
from planrules.rules.rule import Rule

Data = dict[str, Any]  # what JSON holds; its schemas stand beside this module


def check_data(assessment: Assessment, *, language: str, table: bool = False) -> Data:
    """Return an assessment as data.

    Args:
        assessment: The assessment.
        language: Language of messages and help, ``vi`` or ``en``.
        table: Whether to add *bảng 6 rõ*.
    """
    plan = assessment.plan
    data: Data = {
        "plan": plan.id,
        "as_of": assessment.as_of.isoformat(),
        **what_if_data(plan),
        "digest": plan.origin.digest() if plan.origin else None,
        "summary": {s.value: assessment.count(s) for s in Severity}
        | {"waived": len(assessment.waived), "known": len(assessment.known)},
        "rules": [
            {
                "code": count.code,
                "passed": count.passed,
                "failed": count.failed,
                "waived": count.waived,
                "not_applicable": count.not_applicable,
                "errored": count.errored,
            }
            for count in assessment.counts
        ],
        "findings": [finding_data(finding, language=language) for finding in assessment.findings],
    }
    if table:
        data["table"] = [
            {
                "task": row.task.id,
                "clause": row.task.clause,
                "title": row.task.title,
                "cells": {item.value: cell.value for item, cell in row.cells.items()},
            }
            for row in assessment.clarity
        ]
    return data


def finding_data(finding: Finding, *, language: str) -> Data:
    """Return a finding as data."""
    subject, place = finding.subject, finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "subject": {"kind": subject.kind, "id": subject.id, "clause": subject.clause},
        "key": finding.key,
        "message": finding.message.text(language),
        "help": finding.help.text(language),
        "location": place and {"file": place.file, "line": place.line, "column": place.column},
        "basis": finding.basis,
        "waiver": finding.waiver and waiver_data(finding.waiver),
        "covers": list(finding.covers),
        "conditions": [
            {
                "text": condition.text,
                "holds": condition.holds,
                "facts": {
                    name: None if fact is None else shown(fact, language)
                    for name, fact in condition.facts
                },
            }
            for condition in finding.conditions
        ],
        "fingerprint": finding.fingerprint,
    }


def waiver_data(waiver: Waiver) -> Data:
    """Return a waiver as data."""
    return {
        "rule": waiver.rule,
        "subject": waiver.subject,
        "kind": waiver.kind,
        "key": waiver.key,
        "reason": waiver.reason,
        "approver": waiver.approver,
        "official": waiver.official,
        "document": waiver.document,
        "granted": waiver.granted.isoformat(),
        "expires": waiver.expires.isoformat(),
    }


def rule_data(rule: Rule, *, language: str) -> Data:
    """Return a rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "for": rule.kind,
        "tags": list(rule.tags),
        "title": shown(rule.title, language),
        "why": shown(rule.why, language),
        "help": shown(rule.help, language),
        "basis": rule.basis
        and {
            "citation": rule.basis.citation,
            "since": rule.basis.since.isoformat(),
            "until": rule.basis.until and rule.basis.until.isoformat(),
            "sole": rule.basis.is_sole,
        },
    }
