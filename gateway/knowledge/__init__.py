"""Knowledge: the articles that answers come from, and finding the right one.

``articles`` reads Markdown with front matter into records and says what is wrong with one, ``wording`` judges single
sentences. ``search`` finds articles for what a person said or typed, ``signs`` for what stands on a screen or on paper;
both read words by the table in ``synonyms.toml``. Nothing here ever writes an answer: an answer is an article's steps.
"""
