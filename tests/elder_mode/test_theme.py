"""Every pair of colours that occurs is readable, in every theme."""

import pytest

from elder_mode import theme


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("pair", theme.TEXT_PAIRS)
def test_text_reaches_seven_to_one(one: theme.Theme, pair: tuple[str, str]) -> None:
    text, background = (one.colours[role] for role in pair)

    assert theme.contrast(text, background) >= theme.MIN_CONTRAST_TEXT


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("pair", theme.CONTROL_PAIRS)
def test_controls_reach_three_to_one(one: theme.Theme, pair: tuple[str, str]) -> None:
    line, beside = (one.colours[role] for role in pair)

    assert theme.contrast(line, beside) >= theme.MIN_CONTRAST_CONTROL


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#1A1A1A", "#FFFFFF", 17.4),
        ("#C62828", "#FFFFFF", 5.6),
        ("#595959", "#FFFFFF", 7.0),
    ],
)
def test_contrast_is_the_one_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert theme.contrast(one, other) == pytest.approx(ratio, abs=0.05)
    assert theme.contrast(other, one) == theme.contrast(one, other)


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="red"):
        theme.contrast("red", "#FFFFFF")


def test_there_are_a_light_a_dark_and_a_high_contrast_theme() -> None:
    assert [each.name for each in theme.THEMES] == ["light", "dark", "yellow-on-black"]


def test_what_was_chosen_comes_after_what_the_device_asks_for() -> None:
    css = theme.css()
    asked = css.index("@media (prefers-color-scheme:dark){:root:not([data-theme])")

    assert all(css.index(f':root[data-theme="{each.name}"]') > asked for each in theme.THEMES)
    assert css.startswith(":root{--lantern-font-size:24px;")
    assert css.count(";color-scheme:dark;") == 4  # asked for, asked for with contrast, and two themes
    assert "forced-color-adjust" not in css


def test_under_forced_colours_every_role_of_the_page_is_the_systems() -> None:
    css = theme.css()
    forced = css.rindex("@media (forced-colors:active)")

    assert forced > css.rindex(':root[data-theme="')
    assert set(theme.SYSTEM_COLOURS) == set(theme.LIGHT.colours) - {"mark", "mark-edge"}
    assert css[forced:].startswith("@media (forced-colors:active){:root[data-theme],:root:not([data-theme]){")
    assert "--lantern-colour-text:CanvasText;" in css[forced:]


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
def test_every_theme_has_every_role(one: theme.Theme) -> None:
    assert set(one.colours) == set(theme.LIGHT.colours)


def test_sizes_and_colours_become_style_variables() -> None:
    lines = theme.css_variables(theme.YELLOW_ON_BLACK).splitlines()

    assert "--lantern-font-size: 24px;" in lines
    assert "--lantern-colour-text: #FFD400;" in lines
    assert all(line.endswith(";") for line in lines)
