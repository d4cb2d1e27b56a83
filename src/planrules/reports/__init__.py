"""Assessments as text, as data, and in the forms that other programs and people read."""
