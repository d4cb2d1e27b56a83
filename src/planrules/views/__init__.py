"""Plans, assessments and schedules as pages for notebooks, as drawings, records and data frames."""
