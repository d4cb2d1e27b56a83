"""Working-day calendars, reporting periods, terms and deadlines."""
