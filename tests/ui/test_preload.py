"""Gradio's files are asked for ahead: those that are there, for the language of the page."""

from ui import preload

HTML = '<head><script type="module" crossorigin src="./assets/index-Ab12.js"></script></head>'


def test_the_first_script_comes_first_then_what_it_will_want() -> None:
    links = preload.links(HTML, "/help", "en")

    assert links.startswith('<link rel="modulepreload" crossorigin href="/help/assets/index-Ab12.js">')
    assert links.count("<link") == 1 + len(preload.chunks("en"))
    assert 'rel="preload" as="style"' in links


def test_the_list_fits_the_gradio_that_is_installed() -> None:
    names = [line.split()[0] for line in preload.CHUNKS.read_text("utf-8").splitlines() if not line.startswith("#")]

    assert len(names) > 10
    assert set(names) == {*preload.chunks("en"), *preload.chunks("zh-CN"), *preload.chunks("zh-HK")}


def test_words_of_another_language_are_not_asked_for() -> None:
    assert [name for name in preload.chunks("zh-CN") if name.startswith("zh-CN")]
    assert not [name for name in preload.chunks("en") if name.startswith("zh-CN")]


def test_a_page_without_gradio_asks_for_nothing() -> None:
    assert preload.links("<html><head></head></html>", "", "en") == ""
