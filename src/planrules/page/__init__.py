"""Whole pages of HTML: no script, nothing from elsewhere, fit for phones and paper."""
