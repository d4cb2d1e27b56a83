"""Assessments as text and JSON."""
