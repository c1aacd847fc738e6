from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from modalities.evidence import Modality, ProblemCode, Role, ScreenKind
from modalities.readers import screenshot
from tests.modalities.pages import CHROMIUM, CHROMIUM_ARGUMENTS, make_page, shoot
from tests.modalities.picture_fixtures import printed, request


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


def test_a_screenshot_is_read_from_its_file(tmp_path: Path, browser: Browser) -> None:
    png, truths = shoot(browser, make_page(31, label="确认挂号", style="filled", design="form"))
    (tmp_path / "original").write_bytes(png)

    reading = screenshot.read(request(tmp_path / "original", tmp_path / "out", Modality.SCREENSHOT))

    screen = reading.screens[0]
    labels = {control.label: control.role for control in screen.controls}
    assert reading.problems == ()
    assert reading.media_type == "image/png"
    assert screen.kind is ScreenKind.SCREENSHOT
    assert labels["确认挂号"] is Role.BUTTON
    assert {truth.label for truth in truths if truth.role == "field"} <= set(labels)
    assert screen.file == reading.files[0].name
    with Image.open(tmp_path / "out" / "upright.jpg") as upright:
        assert upright.size == (screen.width, screen.height)


def test_a_photo_called_screenshot_is_read_as_a_photo(tmp_path: Path) -> None:
    printed(("挂号须知", "请带好证件")).save(tmp_path / "original", "JPEG", quality=90)

    reading = screenshot.read(request(tmp_path / "original", tmp_path / "out", Modality.SCREENSHOT))

    assert reading.modality is Modality.SCREENSHOT
    assert reading.screens[0].kind is ScreenKind.PHOTO
    assert [line.text for line in reading.screens[0].lines] == ["挂号须知", "请带好证件"]


def test_an_empty_screen_says_that_there_are_no_words(tmp_path: Path) -> None:
    Image.new("RGB", (400, 800), "#fafafa").save(tmp_path / "original", "PNG")

    reading = screenshot.read(request(tmp_path / "original", tmp_path / "out", None))

    assert reading.modality is Modality.SCREENSHOT
    assert [problem.code for problem in reading.problems] == [ProblemCode.NO_TEXT]


def test_a_screenshot_that_is_no_picture_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "original").write_bytes(b"<html><title>no picture</title></html>")

    reading = screenshot.read(request(tmp_path / "original", tmp_path / "out", Modality.SCREENSHOT))

    assert [problem.code for problem in reading.problems] == [ProblemCode.UNREADABLE]
