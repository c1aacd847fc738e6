"""Knowledge: the articles that answers come from, and finding the right one.

``articles`` reads Markdown with front matter into records; ``review`` says what is wrong with one and how it begins
when it is read aloud, ``wording`` judges single sentences. ``search`` finds articles for what a person said or typed
(by ``words``, ``phrases`` and the tables ``synonyms.toml`` and ``concepts.toml``, weighed in ``view``), ``signs`` for
what stands on a screen or on paper. ``glossary`` explains single words. Nothing here ever writes an answer: an answer
is an article's steps.
"""
