import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modalities.evidence import Modality, MomentKind, ProblemCode, Reading
from modalities.readers import video
from tests.fake_stt_server import Answer, FakeSttServer
from tests.modalities import made_media

SCREENS = [
    ["手机设置", "无线网络", "蓝牙", "显示和亮度"],
    ["无线网络", "家里的网", "邻居的网", "添加网络"],
    ["输入密码", "请输入网络密码", "取消", "连接"],
    ["连接失败", "密码错误，请重试", "知道了"],
    ["应用商店", "推荐", "排行", "我的"],
    ["天气", "今天有小雨", "明天多云"],
]


def _pages(screens: list[list[str]]) -> list[Image.Image]:
    return [made_media.page(screen) for screen in screens]


def _read(original: Path, out_dir: Path, **changes: object) -> Reading:
    return video.read(made_media.request(original, out_dir, modality=Modality.VIDEO, **changes))


def _titles(reading: Reading) -> list[str]:
    """The first line of each screen that one of the pages has."""
    titles = {screen[0] for screen in SCREENS}
    return [next((line.text for line in screen.lines if line.text in titles), "?") for screen in reading.screens]


def test_a_recording_of_six_screens_with_a_voice_is_read_on_one_clock(tmp_path: Path) -> None:
    clip, said = made_media.speech_clips()[0]
    sound = np.zeros(20 * 16_000, dtype=np.float32)
    speech = made_media.load_wav(clip)
    sound[8 * 16_000 : 8 * 16_000 + len(speech)] = speech
    original = made_media.write_video(tmp_path / "a.mp4", _pages(SCREENS), seconds_each=20 / 6, sound=sound)

    reading = _read(original, tmp_path / "out")

    assert reading.modality is Modality.VIDEO
    assert reading.media_type == "video/mp4"
    assert reading.problems == ()
    assert reading.duration_s == pytest.approx(20, abs=0.3)
    times = [screen.frame_t_s for screen in reading.screens if screen.frame_t_s is not None]
    assert times == sorted(times)
    titles = [title for title, _ in itertools.groupby(_titles(reading))]
    assert titles == [screen[0] for screen in SCREENS]
    assert [int(time / (20 / 6)) for time in times] == sorted(int(time / (20 / 6)) for time in times)
    assert any("密码错误" in line.text for screen in reading.screens for line in screen.lines)
    assert reading.transcript is not None
    wrong, of = made_media.word_errors(said.replace("mister", "mr"), reading.transcript.text)
    assert wrong / of < 0.5
    assert 7.5 < reading.transcript.words[0].t0_s < 9.5
    names = [file.name for file in reading.files]
    assert names == [*[f"frame-{number}.jpg" for number in range(1, len(reading.screens) + 1)], "playable.wav"]
    assert [screen.file for screen in reading.screens] == names[:-1]
    told = [moment.screen for moment in reading.story if moment.kind is MomentKind.SCREEN]
    assert told == list(range(len(reading.screens)))
    said = next(moment for moment in reading.story if moment.kind is MomentKind.SAID)
    assert 7.5 < said.t_s < 9.5
    assert said.screen == 2
    for screen, name in zip(reading.screens, names, strict=False):
        assert Image.open(tmp_path / "out" / name).size == (screen.width, screen.height)


def test_a_video_without_sound_has_no_trouble_with_the_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[tuple[int, int]] = []
    monkeypatch.setattr(video.progress, "note", lambda out_dir, done, of: noted.append((done, of)))
    original = made_media.write_video(tmp_path / "a.webm", _pages(SCREENS[:2]), seconds_each=1, codec="libvpx")

    reading = _read(original, tmp_path / "out")

    assert reading.problems == ()
    assert reading.transcript is None
    assert reading.measures is None
    assert not (tmp_path / "out" / "playable.wav").exists()
    assert noted == [(done, len(noted) - 1) for done in range(len(noted))]
    assert len(noted) >= 3
    assert len(reading.screens) == 2


def test_a_silent_sound_track_is_no_trouble_either(tmp_path: Path) -> None:
    silence = np.zeros(2 * 16_000, dtype=np.float32)
    original = made_media.write_video(tmp_path / "a.mp4", _pages(SCREENS[:2]), seconds_each=1, sound=silence)

    reading = _read(original, tmp_path / "out")

    assert reading.problems == ()
    assert reading.transcript is None


def test_speech_that_nobody_understood_is_said_and_the_screens_stay(tmp_path: Path) -> None:
    speech = made_media.load_wav(made_media.speech_clips()[1][0])
    original = made_media.write_video(tmp_path / "a.mp4", _pages(SCREENS[:1]), seconds_each=2, sound=speech)

    with FakeSttServer([Answer.said("谢谢观看")]) as server:
        engines = made_media.engines(stt=("remote",), stt_url=server.url)
        reading = _read(original, tmp_path / "out", engines=engines, language="zh-CN")

    assert [problem.code for problem in reading.problems] == [ProblemCode.NOT_UNDERSTOOD]
    assert reading.screens


def test_the_same_screen_is_kept_once_but_three_frames_stay(tmp_path: Path) -> None:
    first, second = _pages(SCREENS[:2])
    moved = Image.new("RGB", first.size, "#eeeeee")
    moved.paste(first, (0, 40))  # the same words elsewhere: another picture, the same screen
    again = Image.new("RGB", first.size, "#dddddd")
    again.paste(first, (0, 80))
    last = made_media.page(SCREENS[2])
    original = made_media.write_video(tmp_path / "a.mp4", [first, moved, again, second, last], seconds_each=1)

    reading = _read(original, tmp_path / "out")

    assert len(reading.screens) == 3
    assert _titles(reading) == [screen[0] for screen in SCREENS[:3]]


def test_without_a_text_reader_people_still_get_the_frames(tmp_path: Path) -> None:
    original = made_media.write_video(tmp_path / "a.mp4", _pages(SCREENS[:3]), seconds_each=1)

    reading = _read(original, tmp_path / "out", engines=made_media.engines(ocr=("none_such",)))

    assert [problem.code for problem in reading.problems] == [ProblemCode.ENGINE_FAILED]
    assert reading.screens == ()
    assert [file.name for file in reading.files] == ["frame-1.jpg", "frame-2.jpg", "frame-3.jpg"]


def test_two_screens_that_differ_in_one_line_are_both_kept_and_coming_back_is_told(tmp_path: Path) -> None:
    menu, failed = ["账号", "登录密码", "手机号码", "退出登录"], ["账号", "密码错误", "手机号码", "退出登录"]
    original = made_media.write_video(tmp_path / "a.mp4", _pages([menu, failed, menu]), seconds_each=1.5)

    reading = _read(original, tmp_path / "out")

    words = [{line.text for line in screen.lines} for screen in reading.screens]
    assert sum("密码错误" in each for each in words) == 1
    assert [moment.screen for moment in reading.story] == [0, 1, 0]


def test_a_picture_track_that_cannot_be_decoded_leaves_the_words(tmp_path: Path) -> None:
    speech = made_media.load_wav(made_media.speech_clips()[1][0])
    original = made_media.write_sound(tmp_path / "a.mp4", speech, codec="aac", rate=44_100)

    reading = _read(original, tmp_path / "out")

    assert reading.problems[0].code is ProblemCode.UNREADABLE
    assert reading.transcript is not None
    assert [file.name for file in reading.files] == ["playable.wav"]


def test_rubbish_is_unreadable(tmp_path: Path) -> None:
    original = tmp_path / "a.mp4"
    original.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(900))

    assert [problem.code for problem in _read(original, tmp_path / "out").problems] == [ProblemCode.UNREADABLE]
