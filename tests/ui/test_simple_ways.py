"""What can be done with an answer on the plain form: hear it again, hear it slower, have it in other words."""

import io
import re
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from elder_mode.language import load
from elder_mode.reply import Speech
from elder_mode.sound import WAV, Sound, decode, wav
from gateway.ticket import Author
from tests.ui.lantern_app import lantern
from ui.auth import DEVICE_COOKIE
from ui.services import Services

ZH = load("zh-CN")
RATE_HZ = 16_000
SECONDS = 4.0
MADE_AT = 0.9
HERTZ = 300
SLOWER = ("0.72", "0.60", "0.60")
"""From 0.9, each a fifth less, down to the end."""


def tone() -> Sound:
    places = np.arange(int(RATE_HZ * SECONDS)) / RATE_HZ
    return Sound(samples=(np.sin(2 * np.pi * HERTZ * places) * 9000).astype(np.int16), rate_hz=RATE_HZ)


def hertz(samples: NDArray[np.int16], rate_hz: int) -> float:
    """Return the pitch of a pure tone."""
    return float(np.count_nonzero(np.diff(np.signbit(samples))) / 2 / (len(samples) / rate_hz))


class Answered:
    """A device with one answer of ours, which has a sound."""

    def __init__(self, client: TestClient, services: Services, folder: Path) -> None:
        self.client = client
        self.services = services
        client.post("/simple", data={"choice": "human"})
        session_id = services.store.sessions.newest_of(client.cookies[DEVICE_COOKIE])
        assert session_id is not None
        self.session_id = session_id
        messages = services.store.messages.list(session_id)
        self.message_id = next(each.id for each in messages if each.author is Author.BOT)
        self.path = folder / "answer.wav"
        self.path.write_bytes(wav(tone()))
        self.speak_at(MADE_AT)

    def speak_at(self, rate: float) -> None:
        speech = Speech(engine="tone", media_type="audio/wav", duration_s=SECONDS, path=str(self.path), rate=rate)
        self.services.store.messages.save_speech(self.message_id, speech)

    def page(self, query: str = "") -> str:
        return self.client.get(f"/simple{query}").text

    def sound_url(self, html: str) -> str:
        found = re.search(r'<audio [^>]*src="([^"]+)"', html)
        assert found is not None
        return found[1].replace("&amp;", "&")

    def press(self, words: str, html: str | None = None) -> str:
        """Press the button with these words on ``html``, with all that its form holds; return the page after it."""
        forms = re.findall(r"<form .*?</form>", self.page() if html is None else html, re.DOTALL)
        form = next(each for each in forms if f">{words}</button>" in each)
        button = re.search(
            rf'<button[^>]* name="(\w+)" value="([^"]+)"[^>]*>{words}</button>',
            form.replace("<button name", "<button  name"),
        )
        assert button is not None
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form))
        answer = self.client.post("/simple", data={**hidden, button[1]: button[2]})
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def answered(tmp_path: Path) -> Iterator[Answered]:
    with lantern(tmp_path / "data") as (client, services):
        yield Answered(client, services, tmp_path)


def test_an_answer_is_heard_again_by_one_press(answered: Answered) -> None:
    html = answered.page()
    link = re.search(rf'<a class="button" href="(/simple\?hear=[^"#]+)#[^"]+">{ZH.words("page.again")}</a>', html)
    assert link is not None
    heard = answered.client.get(link[1]).text

    assert "autoplay" not in html
    assert heard.count("autoplay") == 1
    assert f'id="listen-{answered.message_id}"' in heard


def test_an_address_that_names_no_answer_plays_nothing_and_is_not_shown(answered: Answered) -> None:
    html = answered.page('?hear="><script>alert(1)</script>')

    assert "autoplay" not in html
    assert "alert" not in html


def test_each_press_makes_the_voice_a_fifth_slower_down_to_the_end_and_one_brings_it_back(answered: Answered) -> None:
    pages = [answered.press(ZH.words("page.slower")) for _ in SLOWER]
    said = ["setting.rate_slower", "setting.rate_slower", "page.slower_no_more"]

    for html, rate, key in zip(pages, SLOWER, said, strict=True):
        assert answered.sound_url(html) == f"/simple/speech/{answered.message_id}?rate={rate}"
        assert "autoplay" in html
        assert ZH.words(key) in html
    usual = answered.press(ZH.words("page.rate_normal"))
    assert ZH.words("setting.rate_normal") in usual
    assert answered.sound_url(usual) == f"/api/v1/speech/{answered.message_id}"
    assert answered.client.get("/api/v1/settings").json() == {}


def test_a_slower_voice_is_undone_by_one_press(answered: Answered) -> None:
    answered.press(ZH.words("page.slower"))
    after = answered.client.post("/simple", data={"set": "rate=normal"}).text

    assert answered.sound_url(after) == f"/api/v1/speech/{answered.message_id}"


@pytest.mark.parametrize(("voice", "slower", "faster"), [(1.4, "1.12", "1.75"), (0.7, "0.60", "0.88")])
def test_slower_is_slower_than_the_voice_was_and_faster_is_faster(
    answered: Answered, voice: float, slower: str, faster: str
) -> None:
    answered.speak_at(voice)
    for words, rate, key in (
        ("page.rate_slower", slower, "setting.rate_slower"),
        ("page.rate_faster", faster, "setting.rate_faster"),
    ):
        html = answered.press(ZH.words(words))
        assert ZH.words(key) in html
        assert answered.sound_url(html).endswith(f"?rate={rate}")
        assert ZH.words("setting.rate_normal") in answered.press(ZH.words("page.change_back"), html)
        answered.client.post("/simple", data={"set": "rate=normal"})


def test_bringing_a_changed_voice_back_and_forth_is_said_as_it_is(answered: Answered) -> None:
    answered.speak_at(1.4)
    answered.press(ZH.words("page.slower"))
    usual = answered.press(ZH.words("page.rate_normal"))
    again = answered.press(ZH.words("page.change_back"), usual)

    assert ZH.words("setting.rate_slower") in again
    assert answered.sound_url(again).endswith("?rate=1.12")


def test_the_sound_comes_at_that_rate_with_the_pitch_that_it_had(answered: Answered) -> None:
    for rate in ("0.60", "0.72", "1.25", "2.00"):
        answer = answered.client.get(f"/simple/speech/{answered.message_id}?rate={rate}")
        with wave.open(io.BytesIO(answer.content)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            seconds = file.getnframes() / file.getframerate()

        assert answer.headers["content-type"] == "audio/wav"
        assert seconds == pytest.approx(SECONDS * MADE_AT / float(rate), rel=0.03)
        assert hertz(samples, RATE_HZ) == pytest.approx(HERTZ, rel=0.02)


def test_a_part_of_the_sound_can_be_asked_for_as_telephones_do(answered: Answered) -> None:
    url = f"/simple/speech/{answered.message_id}?rate=0.72"
    part = answered.client.get(url, headers={"Range": "bytes=0-1"})

    assert (part.status_code, part.content) == (206, b"RI")


def test_a_pace_stays_while_another_is_asked_for_and_goes_with_the_session(answered: Answered) -> None:
    for rate in ("0.72", "0.60", "0.6"):
        assert answered.client.get(f"/simple/speech/{answered.message_id}?rate={rate}").status_code == 200
    folder = answered.services.store.derived(answered.session_id)
    kept = sorted(path.name for path in folder.rglob("*") if path.is_file())
    answered.client.delete(f"/api/v1/sessions/{answered.session_id}")

    assert kept == [f"{answered.message_id}-{rate}.wav" for rate in ("0.60", "0.72")]
    assert not folder.exists()


def test_two_who_ask_for_the_same_pace_at_once_both_hear_it(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2, timeout=30)
    write = Path.write_bytes

    def written_by_both(path: Path, data: bytes) -> int:
        count = write(path, data)
        if path.parent.name == "paced":
            both.wait()
        return count

    monkeypatch.setattr(Path, "write_bytes", written_by_both)
    url = f"/simple/speech/{answered.message_id}?rate=0.72"
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(answered.client.get, [url, url]))
    sounds = [answer.content for answer in answers]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert sounds[0] == sounds[1]
    assert sounds[0] != answered.path.read_bytes()


@pytest.mark.parametrize("length", [1, 100])
def test_a_sound_too_short_for_another_pace_is_heard_as_it_is(answered: Answered, length: int) -> None:
    answered.path.write_bytes(wav(Sound(samples=tone().samples[:length], rate_hz=RATE_HZ)))
    answer = answered.client.get(f"/simple/speech/{answered.message_id}?rate=0.72")

    assert (answer.status_code, answer.content) == (200, answered.path.read_bytes())


def test_a_disk_that_refuses_leaves_the_sound_as_it_is(answered: Answered) -> None:
    folder = answered.services.store.derived(answered.session_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paced").write_bytes(b"no folder")
    answer = answered.client.get(f"/simple/speech/{answered.message_id}?rate=0.72")

    assert (answer.status_code, answer.content) == (200, answered.path.read_bytes())


def test_a_rate_that_is_none_has_no_sound(answered: Answered) -> None:
    for rate in ("9", "0.1", "normal", "nan", "../../x"):
        answer = answered.client.get(f"/simple/speech/{answered.message_id}", params={"rate": rate})
        assert answer.status_code == 404, rate


def test_nobody_else_hears_it(answered: Answered) -> None:
    answered.client.cookies.clear()
    for message_id in (answered.message_id, "nobody"):
        assert answered.client.get(f"/simple/speech/{message_id}?rate=0.72").status_code == 404


def test_other_words_are_asked_for_by_one_press(answered: Answered) -> None:
    answered.press(ZH.words("choice.other_words"))
    newest = answered.services.store.submissions.ids_of(answered.session_id)[-1]

    assert answered.services.store.submissions.load(newest).choice == "other_words"


def test_what_a_person_wrote_is_theirs_to_explain(answered: Answered) -> None:
    ticket = answered.services.store.tickets.list()[0]
    answered.services.deskwork.reply(ticket.ticket_id, "mei", "您好，我来帮您。")
    html = answered.page()

    assert f">{ZH.words('choice.other_words')}</button>" not in html
    assert f">{ZH.words('page.slower')}</button>" in html  # in the settings: this answer has no sound yet
    assert html.count("hear=") == 0


def test_no_other_rate_is_taken(answered: Answered) -> None:
    for setting in ("rate=9", "rate=", "rate=abc", "rate=0.1"):
        assert answered.client.post("/simple", data={"set": setting}).status_code == 422, setting
    assert answered.client.get("/api/v1/settings").json() == {}


@pytest.mark.parametrize("pace", [0.3, 0.66, 1.5, 3.3])
def test_any_pace_that_can_be_asked_for_is_made(pace: float) -> None:
    made: Any = decode(wav(tone()), WAV, pace=pace)

    assert made.duration_s == pytest.approx(SECONDS / pace, rel=0.03)
