"""Axe and contrast in every state, every language and every theme of the elder page (``scripts/test --full``)."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import conftest, measures
from tests.browser.conftest import Server
from tests.browser.states import LANGUAGES, STATES, THEMES, Visit, leave, wear

pytestmark = pytest.mark.browser
browser, server, empty_server = conftest.browser, conftest.server, conftest.empty_server  # fixtures
PHONE = measures.ROOMS["a phone"]
MIN_STATES, MIN_LANGUAGES, MIN_THEMES = 12, 3, 4


@pytest.fixture(scope="module", params=product(STATES, LANGUAGES), ids=", ".join)
def shown(
    request: pytest.FixtureRequest,
    browser: Browser,
    server: Server,
    empty_server: Server,
) -> Iterator[Page]:
    """The page in one state and one language."""
    state, language = request.param
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, permissions=["microphone", "camera"]
    )
    yield STATES[state](Visit(context=context, server=server, empty_server=empty_server, language=language))
    leave(context)


def test_there_are_as_many_as_were_promised() -> None:
    print(f"{len(STATES)} states x {len(LANGUAGES)} languages x {len(THEMES)} themes")
    assert len(STATES) >= MIN_STATES
    assert len(LANGUAGES) >= MIN_LANGUAGES
    assert len(THEMES) >= MIN_THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(shown: Page, theme: str) -> None:
    wear(shown, theme)
    assert not measures.axe(shown)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_controls_stand_out(shown: Page, theme: str) -> None:
    wear(shown, theme)
    assert not measures.colours(shown)


def test_sizes_gaps_and_focus(shown: Page) -> None:
    wear(shown, THEMES[0])
    assert not [*measures.targets(shown), *measures.letters(shown), *measures.focus(shown)]


def test_everything_fits_everywhere(shown: Page) -> None:
    problems = [sentence for room in sorted(measures.ROOMS) for sentence in measures.fit(shown, room)]
    shown.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    problems += measures.fit_with_letters_of(shown, 200)
    problems += measures.fit_with(shown, measures.TEXT_SPACING, "text spacing")
    assert not problems
