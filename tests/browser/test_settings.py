"""Settings in the browser: by large buttons, by saying so, remembered without a flash, undone by one tap."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from elder_mode import theme
from elder_mode.language import load
from tests.browser.conftest import Server, open_elder, write

pytestmark = pytest.mark.browser
SLOW_MS = 60_000
ZH = load("zh-CN")
SIZE = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
PAGE_COLOUR = "getComputedStyle(document.body).backgroundColor"


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def setting(page: Page, name: str) -> None:
    """Press a button of the panel, and wait until the server has kept it."""
    with page.expect_response(lambda answer: answer.url.endswith("/api/v1/settings")) as kept:
        page.locator(f'[data-set="{name}"]').click()
    assert kept.value.status == 200


def test_a_larger_size_is_said_kept_and_undone_by_one_tap(elder: Page) -> None:
    before = elder.evaluate(SIZE)
    setting(elder, "size=largest")

    assert elder.evaluate(SIZE) > before
    expect(elder.locator('[data-set="size=largest"]')).to_have_attribute("aria-pressed", "true")
    expect(elder.locator("#status")).to_have_text(ZH.words("setting.size_larger"))
    back = elder.get_by_role("button", name=ZH.words("page.change_back"))
    expect(back).to_be_visible()
    back.click()
    assert elder.evaluate(SIZE) == before
    expect(elder.locator('[data-set="size=normal"]')).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
def test_every_theme_can_be_chosen_and_is_there_before_any_script(
    phone: BrowserContext, server: Server, one: theme.Theme
) -> None:
    page = open_elder(phone, server)
    setting(page, f"theme={one.name}")
    assert page.evaluate(PAGE_COLOUR) == rgb(one.colours["page"])

    assert f'data-theme="{one.name}"' in phone.request.get(server.url).text()
    page.reload()
    page.wait_for_selector("html[data-started]", timeout=SLOW_MS)
    assert page.evaluate(PAGE_COLOUR) == rgb(one.colours["page"])
    page.goto(f"{server.url}/simple")
    assert page.evaluate(PAGE_COLOUR) == rgb(one.colours["page"])


def test_the_device_is_asked_when_nothing_was_chosen(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAGE_COLOUR) == rgb(theme.DARK.colours["page"])
    page.emulate_media(color_scheme="dark", contrast="more")
    assert page.evaluate(PAGE_COLOUR) == rgb(theme.YELLOW_ON_BLACK.colours["page"])
    page.emulate_media(color_scheme="light", contrast="no-preference")
    assert page.evaluate(PAGE_COLOUR) == rgb(theme.LIGHT.colours["page"])


def test_larger_letters_by_saying_so(elder: Page) -> None:
    before = elder.evaluate(SIZE)
    write(elder, "字大一点")

    elder.wait_for_function(f"before => {SIZE} > before", arg=before, timeout=SLOW_MS)
    expect(elder.locator(".answer .card").first).to_contain_text(ZH.words("setting.size_larger"))
    back = elder.get_by_role("button", name=ZH.words("page.change_back"))
    back.click(timeout=SLOW_MS)
    assert elder.evaluate(SIZE) == before


def test_colours_by_saying_so_last_into_the_next_visit(phone: BrowserContext, server: Server) -> None:
    page = open_elder(phone, server)
    write(page, "换成黑底黄字")
    page.wait_for_selector('html[data-theme="yellow-on-black"]', timeout=SLOW_MS)
    page.close()
    again = open_elder(phone, server)

    assert again.evaluate(PAGE_COLOUR) == rgb(theme.YELLOW_ON_BLACK.colours["page"])


def test_a_slower_voice_by_saying_so(elder: Page) -> None:
    write(elder, "说慢一点")

    elder.wait_for_function("Number(localStorage.getItem('lantern-rate')) <= 0.85", timeout=SLOW_MS)
    expect(elder.locator('[data-set="rate=slower"]')).to_have_attribute("aria-pressed", "true", timeout=SLOW_MS)


def test_cantonese_by_saying_so_and_back_by_one_tap(elder: Page) -> None:
    write(elder, "讲广东话")
    words = load("yue")
    elder.wait_for_function("title => document.title === title", arg=words.words("page.title"), timeout=SLOW_MS)
    elder.wait_for_selector("html[data-started]", timeout=SLOW_MS)

    assert elder.evaluate("document.documentElement.lang") == "zh-HK"
    expect(elder.locator("#speak")).to_contain_text(words.words("page.speak"))
    expect(elder.locator(".answer .card").first).to_contain_text(words.words("setting.language_yue"))
    elder.get_by_role("button", name=words.words("page.change_back")).click(timeout=SLOW_MS)
    elder.wait_for_function("document.documentElement.lang === 'zh-CN'", timeout=SLOW_MS)


@pytest.mark.parametrize(("language", "tag"), [("zh-CN", "zh-CN"), ("yue", "zh-HK"), ("en", "en")])
def test_the_page_speaks_the_language_and_names_all_in_their_own(
    phone: BrowserContext, server: Server, language: str, tag: str
) -> None:
    page = open_elder(phone, server, f"/?lang={language}")

    assert page.evaluate("document.documentElement.lang") == tag
    for code, name, shown in (("zh-CN", "中文", "zh-CN"), ("yue", "廣東話", "zh-HK"), ("en", "English", "en")):
        link = page.locator(f'[data-language="{code}"]')
        expect(link).to_have_text(name)
        expect(link).to_have_attribute("lang", shown)
    expect(page.locator('[data-language][aria-current="true"]')).to_have_count(1)
    expect(page.locator(".settings").first).to_be_visible()


def test_what_is_on_is_shown_without_colour(elder: Page) -> None:
    elder.emulate_media(forced_colors="active")
    setting(elder, "theme=dark")
    mark = "getComputedStyle(document.querySelector('[data-set=\"theme=dark\"]'), '::before').content"

    assert "✓" in elder.evaluate(mark)
    assert elder.evaluate(PAGE_COLOUR) != rgb(theme.DARK.colours["page"])  # the person's own colours win


def test_with_a_screen_reader_or_captions_nothing_speaks_by_itself(elder: Page) -> None:
    setting(elder, "captions")
    expect(elder.locator('[data-set="captions"]')).to_have_attribute("aria-pressed", "true")
    write(elder, "电视没有信号了")
    elder.wait_for_function("document.querySelector('#said').textContent.length > 12", timeout=SLOW_MS)

    assert elder.evaluate("document.querySelector('#voice').paused")


def test_a_question_about_the_telephone_changes_nothing_here(elder: Page) -> None:
    before = elder.evaluate(SIZE)
    write(elder, "手机字体怎么调大")

    assert elder.evaluate(SIZE) == before
    assert elder.evaluate("document.documentElement.dataset.size") is None
