"""The main job, end to end on real input: pages from a real browser, real speech, real photographs, real rubbish."""

import io
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pillow_heif
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from gateway.issue_rules import check
from gateway.outcome import Outcome
from gateway.understand.describe import own_words
from modalities.evidence import Box, Modality
from modalities.processes import ReadingProcesses
from tests.journeys import media
from tests.journeys.conversation import House, Talk, open_house
from tests.modalities.pages import Truth, iou, make_page, shoot

WORDS = "我改密码，怎么也找不到下一步"
BUTTONS = ("filled", "outlined", "disabled", "gradient", "soft")
"""Looks of a button. A bare link has no shape in the picture, only a box in the page that nobody can see."""
SPEECH = Path("/usr/share/pocketsphinx/test/data/librivox")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    processes = ReadingProcesses()
    yield open_house(tmp_path_factory.mktemp("main-job"), processes, stt="pocketsphinx", tts="espeak,silent")
    processes.close()


@pytest.fixture(scope="module")
def shots() -> dict[str | None, list[tuple[bytes, tuple[Truth, ...]]]]:
    """Ten pages with the button and three without it, each of another design."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        made = {
            "下一步": [
                shoot(browser, make_page(seed, label="下一步", style=BUTTONS[seed % len(BUTTONS)]))
                for seed in range(900, 910)
            ],
            None: [shoot(browser, make_page(seed, label=None)) for seed in range(950, 953)],
        }
        browser.close()
    return made  # type: ignore[return-value]  # the two keys above


def ask(house: House, language: str = "zh-CN", text: str = "", *media_parts: tuple[Modality | None, bytes]) -> Outcome:
    return Talk(house, language).send(text=text, media=media_parts)


def overlap(box: Box, true: Truth, picture: bytes) -> float:
    """Return the share that a found box, in pixels of the upright picture, has in common with the true one."""
    scale = Image.open(io.BytesIO(picture)).width / box.img_w
    return iou((box.x * scale, box.y * scale, box.w * scale, box.h * scale), (true.x, true.y, true.w, true.h))


def spoken(outcome: Outcome) -> str:
    return "".join(card.text for card in outcome.reply.cards)


def test_the_next_button_is_found_on_pages_of_any_design(
    house: House, shots: dict[str | None, list[tuple[bytes, tuple[Truth, ...]]]]
) -> None:
    overlaps = []
    for picture, truths in shots["下一步"]:
        outcome = ask(house, "zh-CN", WORDS, (Modality.SCREENSHOT, picture))
        issue = outcome.issue
        true = next(truth for truth in truths if truth.label == "下一步")
        box = issue.control.box if issue.control else None
        overlaps.append(overlap(box, true, picture) if box else 0.0)
        readings = house.store.submissions.readings(issue.submission_ids)
        assert issue.goal is not None and issue.goal.value == "改密码"
        assert issue.symptom is not None and "找不到下一步" in issue.symptom.value
        assert check(issue, own_words(readings), spoken(outcome)) == ()
        if box is not None:
            assert "下一步" in spoken(outcome)
            assert "屏幕" in spoken(outcome)
            assert outcome.reply.marked_url is not None

    print("overlap with the true box:", [round(value, 2) for value in overlaps])
    assert sum(value >= 0.5 for value in overlaps) >= 9


def test_a_button_that_is_not_there_is_said_not_to_be_there(
    house: House, shots: dict[str | None, list[tuple[bytes, tuple[Truth, ...]]]]
) -> None:
    for picture, _ in shots[None]:
        outcome = ask(house, "zh-CN", WORDS, (Modality.SCREENSHOT, picture))

        assert "没有『下一步』" in spoken(outcome)
        assert outcome.issue.control is not None
        assert outcome.issue.control.box is None


def photo(kind: str) -> bytes:
    upright = Image.open(
        io.BytesIO(media.picture(lines=["无法连接", "请检查网线"], buttons=[], look="tv", is_screenshot=False))
    )
    out = io.BytesIO()
    if kind == "sideways":
        exif = Image.Exif()
        exif[0x0112] = 6
        upright.rotate(90, expand=True).save(out, "JPEG", exif=exif)
    elif kind == "heic":
        pillow_heif.from_pillow(upright.convert("RGB")).save(out, quality=80)
    else:
        upright.save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["upright", "sideways", "heic"])
def test_photos_are_read_upright(house: House, kind: str) -> None:
    outcome = ask(house, "zh-CN", "", (Modality.PHOTO, photo(kind)))

    message = outcome.issue.message_on_screen
    assert message is not None
    assert message.value.startswith("无法连接")
    assert message.evidence[0].quote == message.value


def test_real_english_speech_becomes_its_words(house: House) -> None:
    recording = SPEECH / "sense_and_sensibility_01_austen_64kb-0880.wav"
    assert recording.is_file(), "Tests need the Debian package pocketsphinx-testdata."
    outcome = ask(house, "en", "", (Modality.VOICE, recording.read_bytes()))

    (reading,) = house.store.submissions.readings(outcome.issue.submission_ids)
    assert reading.transcript is not None
    assert len(reading.transcript.words) >= 5
    assert reading.transcript.words[-1].t1_s <= (reading.duration_s or 0) + 0.1
    assert outcome.transcript[0].text == reading.transcript.text


def test_silence_gives_no_words_and_no_ticket(house: House) -> None:
    talk = Talk(house)
    outcome = talk.send(media=((Modality.VOICE, media.silence(10.0)),))

    (reading,) = house.store.submissions.readings(outcome.issue.submission_ids)
    assert reading.transcript is None
    assert (outcome.state.value, talk.tickets()) == ("asking", 0)


def test_speech_in_a_language_that_nobody_here_understands_goes_to_a_person_at_once(house: House) -> None:
    talk = Talk(house, "zh-CN")
    recording = SPEECH / "sense_and_sensibility_01_austen_64kb-0880.wav"
    outcome = talk.send(media=((Modality.VOICE, recording.read_bytes()),))

    assert (outcome.route.priority, outcome.route.reasons) == ("P2", ("H2",))
    assert "真人会听" in spoken(outcome)
    assert {"text", "photo"} <= {choice.id for choice in outcome.reply.choices}
    assert outcome.ticket is not None and outcome.ticket.media[0].media_type.startswith("audio/")


SCREENS = (
    ("设置", "账号与安全", "隐私"),
    ("隐私", "通讯录权限", "位置权限", "相机权限"),
    ("通知", "接收新消息", "显示详情"),
    ("声音", "铃声音量", "媒体音量", "闹钟音量", "触摸提示音"),
    ("显示", "字体大小", "亮度"),
    ("关于", "版本号", "存储空间", "检查更新"),
)


def screen_recording(path: Path, seconds: int = 20) -> bytes:
    """Return a recording in which six pages of settings follow each other."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 390, 844, "yuv420p"
        frames = [
            np.asarray(Image.open(io.BytesIO(page)).convert("RGB").resize((390, 844)))
            for page in (
                media.picture(lines=list(words), buttons=[], look="app_page", is_screenshot=True) for words in SCREENS
            )
        ]
        for number in range(seconds * 10):
            image = frames[number * len(SCREENS) // (seconds * 10)]
            for packet in stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return path.read_bytes()


def test_a_screen_recording_becomes_a_timeline_in_order(house: House, tmp_path: Path) -> None:
    outcome = ask(house, "zh-CN", "这个通知怎么关", (Modality.VIDEO, screen_recording(tmp_path / "clip.mp4")))

    reading = next(
        each
        for each in house.store.submissions.readings(outcome.issue.submission_ids)
        if each.modality is Modality.VIDEO
    )
    times = [screen.frame_t_s for screen in reading.screens]
    read = "".join(line.text for screen in reading.screens for line in screen.lines)
    assert 3 <= len(times) <= 8
    assert times == sorted(times)  # type: ignore[type-var]  # keyframes have times
    assert [word for words in SCREENS for word in words if word not in read] == []


def test_asking_for_a_person_takes_one_sentence(house: House) -> None:
    talk = Talk(house)
    outcome = talk.send(text="转人工")

    assert outcome.reply.cards[0].text.startswith("好，我马上请真人，您不用再说一遍。")
    assert len(outcome.reply.cards) == 1
    assert (outcome.route.priority, talk.tickets()) == ("P2", 1)


def test_a_scam_in_progress_gets_the_safety_line_first(house: House) -> None:
    outcome = ask(house, "zh-CN", "有个自称银行的人让我把验证码念给他，还叫我别挂电话")

    assert outcome.reply.cards[0].text.startswith("先别操作")
    assert outcome.reply.is_urgent
    assert outcome.route.priority == "P0"


@pytest.mark.parametrize("kind", [Modality.PHOTO, Modality.SCREENSHOT, Modality.VOICE, Modality.VIDEO, None])
def test_rubbish_is_kept_and_a_person_gets_it(house: House, kind: Modality | None) -> None:
    rubbish = np.random.default_rng(5).bytes(20_000)
    talk = Talk(house)
    outcome = talk.send(media=((kind, rubbish),))

    assert outcome.state.value == "with_person"
    assert outcome.ticket is not None and len(outcome.ticket.media) == 1
    kept = house.store.blobs.path(outcome.ticket.media[0].input_id)
    assert kept.read_bytes() == rubbish
