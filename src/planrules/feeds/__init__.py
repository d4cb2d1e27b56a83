"""Deadlines as calendars that people subscribe to (iCalendar)."""
