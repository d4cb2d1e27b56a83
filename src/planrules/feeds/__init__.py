"""Assessments as calendars that people subscribe to."""
