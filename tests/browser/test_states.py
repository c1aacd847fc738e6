"""Every state of the elder page, looked at as the browser has computed it: axe, sizes, gaps, contrast, focus, reflow.

Each state comes once, and all languages meet all themes; every combination is in ``tests/full/test_every_state.py``.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import measures
from tests.browser.conftest import Server
from tests.browser.states import LANGUAGES, STATES, THEMES, Visit, chosen, leave, wear

pytestmark = pytest.mark.browser
PHONE = measures.ROOMS["a phone"]


@pytest.fixture(scope="module", params=chosen(), ids=", ".join)
def shown(
    request: pytest.FixtureRequest, browser: Browser, server: Server, empty_server: Server
) -> Iterator[tuple[Page, str]]:
    """The page in one state, and the theme in which axe shall see it."""
    state, language, theme = request.param
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, permissions=["microphone", "camera"]
    )
    visit = Visit(context=context, server=server, empty_server=empty_server, language=language)
    yield STATES[state](visit), theme
    leave(context)


@pytest.fixture
def state(shown: tuple[Page, str]) -> Iterator[Page]:
    """The page as a phone shows it; whatever a test did to the window is undone after it."""
    page, _ = shown
    yield page
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wear(page, THEMES[0])


def test_every_state_every_language_and_every_theme_occurs() -> None:
    found = chosen()
    assert len(found) >= 12
    assert {language for _, language, _ in found} == set(LANGUAGES)
    assert {theme for _, _, theme in found} == set(THEMES)
    assert len({(language, theme) for _, language, theme in found}) == min(len(found), len(LANGUAGES) * len(THEMES))


def test_axe_finds_nothing(state: Page, shown: tuple[Page, str]) -> None:
    wear(state, shown[1])
    assert not measures.axe(state)


def test_targets_are_large_and_apart(state: Page) -> None:
    assert not measures.targets(state)


def test_letters_are_large(state: Page) -> None:
    assert not measures.letters(state)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_controls_stand_out(state: Page, theme: str) -> None:
    wear(state, theme)
    assert not measures.colours(state)


@pytest.mark.parametrize("room", sorted(measures.ROOMS))
def test_everything_fits(state: Page, room: str) -> None:
    assert not measures.fit(state, room)


def test_everything_fits_with_the_letters_of_the_browser_twice_as_large(state: Page) -> None:
    assert not measures.fit_with_letters_of(state, 200)


def test_everything_fits_with_more_room_between_letters_words_and_lines(state: Page) -> None:
    assert not measures.fit_with(state, measures.TEXT_SPACING, "text spacing")


def test_the_focus_is_always_seen(state: Page) -> None:
    assert not measures.focus(state)
