"""Sentences of pages in both languages, each marked as what it is."""

from html import escape

from planrules.model.message import Text, shown


def both(text: Text, /, **facts: object) -> str:
    """Return a sentence in both languages as HTML; once where they are alike.

    Args:
        text: The sentence.
        facts: What stands in it, of any origin.
    """
    vi, en = (
        escape(said.format(**{k: shown(fact, language) for k, fact in facts.items()}), quote=False)
        for said, language in ((text.vi, "vi"), (text.en, "en"))
    )
    return vi if vi == en else f'{vi} <span lang="en">/ {en}</span>'
