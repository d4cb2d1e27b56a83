"""A page."""

from planrules.feeds.feed import Feeds


def index_page(feeds: Feeds) -> str:
    return ""
