"""What is wrong with an iCalendar file, whoever wrote it."""

from planrules.feeds.linting.catalogue import FEED_CHECKS
from planrules.feeds.linting.finding import Check, FeedFinding
from planrules.feeds.linting.lint import lint_feed
from planrules.feeds.linting.report import lint_data, lint_text

__all__ = ["FEED_CHECKS", "Check", "FeedFinding", "lint_data", "lint_feed", "lint_text"]
