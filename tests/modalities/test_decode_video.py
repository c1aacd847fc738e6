import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from modalities.decode_video import decode_video, tracks
from modalities.errors import UnreadableMediaError
from modalities.keyframes import MAX_KEYFRAMES, choose
from modalities.probes import Probe
from tests.modalities import made_media

WORDS = "支付转账设置网络相机相册日历时间天气新闻地图音乐视频电话短信通讯录银行账单余额充值缴费挂号医院预约取消确定返回"


def _screens(count: int, *, seed: int) -> list[Image.Image]:
    """White pages that differ in their words only, as forms do."""
    chance = random.Random(seed)
    return [
        made_media.page(["".join(chance.choices(WORDS, k=chance.randint(3, 10))) for _ in range(chance.randint(2, 7))])
        for _ in range(count)
    ]


def _shown(frame: Path, screens: list[Image.Image]) -> int:
    """The number of the screen that a frame shows."""
    seen = np.asarray(Image.open(frame).convert("L").resize((180, 320)), dtype=float)
    known = [np.asarray(screen.convert("L").resize((180, 320)), dtype=float) for screen in screens]
    return int(np.argmin([np.abs(seen - one).mean() for one in known]))


@pytest.mark.parametrize(("name", "codec", "seed"), [("a.mp4", "libx264", 1), ("b.webm", "libvpx-vp9", 2)])
def test_six_screens_in_twenty_seconds_are_all_seen_in_order(tmp_path: Path, name: str, codec: str, seed: int) -> None:
    screens = _screens(6, seed=seed)
    original = made_media.write_video(tmp_path / name, screens, seconds_each=20 / 6, codec=codec)

    video = decode_video(original, tmp_path / "out")

    times = [frame.t_s for frame in video.frames]
    numbers = [_shown(frame.path, screens) for frame in video.frames]
    assert abs(video.duration_s - 20) < 0.3
    assert len(times) <= MAX_KEYFRAMES
    assert times == sorted(times)
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(6))
    assert [int(t / (20 / 6)) for t in times] == numbers
    assert not video.has_sound


def test_a_screen_that_shows_for_a_moment_among_long_ones_is_seen(tmp_path: Path) -> None:
    long_one, dialog, other = _screens(3, seed=5)
    original = made_media.write_video(tmp_path / "a.mp4", [long_one] * 12 + [dialog] + [other] * 12, seconds_each=0.8)

    video = decode_video(original, tmp_path / "out")

    assert {_shown(frame.path, [long_one, dialog, other]) for frame in video.frames} == {0, 1, 2}


def test_one_new_line_on_a_page_is_a_new_screen_and_a_clock_is_not() -> None:
    page = ["设置", "账号与安全", "修改密码"]
    plain, failed = made_media.page(page), made_media.page([*page, "密码错误，请重试"])
    clock = plain.copy()
    clock.paste("black", (500, 6, 512, 22))

    chosen = choose(_probes([plain] * 8 + [clock] * 8 + [failed] * 4 + [plain] * 8), duration_s=1.9).probes

    assert len(chosen) == 2
    assert 16 <= chosen[1].frame_index < 20


def test_one_other_line_of_four_letters_is_a_new_screen() -> None:
    plain = made_media.page(["账号", "登录密码", "手机号码", "退出登录"])
    failed = made_media.page(["账号", "密码错误", "手机号码", "退出登录"])

    choice = choose(_probes([plain] * 8 + [failed] * 8 + [plain] * 4), duration_s=1.9)

    assert len(choice.probes) == 2
    assert [(each.t_s, each.frame) for each in choice.shown] == [(0.0, 0), (2.0, 1), (4.0, 0)]


def test_a_cursor_and_a_spinning_wheel_are_no_new_screens() -> None:
    page = made_media.page(["登录", "手机号码", "验证码"])
    on = page.copy()
    on.paste("blue", (300, 160, 304, 200))
    wheel = []
    for turn in range(12):
        wheel.append(page.copy())
        ImageDraw.Draw(wheel[-1]).arc((240, 700, 300, 760), turn * 70, turn * 70 + 200, fill="grey", width=8)

    assert len(choose(_probes([page, page, on, on] * 5), duration_s=1.9).shown) == 1
    assert {each.frame for each in choose(_probes([page] * 8 + wheel), duration_s=1.9).shown} == {0}


def test_scrolling_is_not_eight_screens() -> None:
    words = ["".join(random.Random(line).choices(WORDS, k=8)) for line in range(40)]
    long = made_media.page(words, size=(540, 3800))
    views = [long.crop((0, top, 540, top + 960)) for top in (*[0] * 8, *range(0, 2400, 200), *[2600] * 8)]

    assert len(choose(_probes(views), duration_s=7).probes) <= 4


def test_a_filmed_screen_in_a_shaking_hand_gives_one_frame_of_each_page() -> None:
    pages, hand = _screens(4, seed=12), np.random.default_rng(12)
    views, across, down = [], 0.0, 0.0
    for number in range(32):
        across, down = 0.8 * across + hand.normal(0, 8), 0.8 * down + hand.normal(0, 8)
        view = Image.new("RGB", (720, 1280), "#464646")
        view.paste(pages[number // 8], (round(90 + across), round(160 + down)))
        views.append(view.filter(ImageFilter.GaussianBlur(1 + abs(hand.normal(0, 1)))))

    choice = choose(_probes(views), duration_s=8)

    assert sorted({probe.frame_index // 8 for probe in choice.probes}) == [0, 1, 2, 3]
    assert len(choice.probes) <= 6


def test_a_recorder_that_writes_a_frame_only_when_something_changes(tmp_path: Path) -> None:
    screens = _screens(3, seed=11)
    original = tmp_path / "a.mp4"
    with av.open(str(original), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = 540, 960, "yuv420p"
        for picture, number in zip([*screens, screens[2]], (0, 120, 150, 290), strict=True):
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    video = decode_video(original, tmp_path / "out")

    assert {_shown(frame.path, screens) for frame in video.frames} == {0, 1, 2}
    assert [round(each.t_s) for each in video.shown] == [0, 4, 5]


def test_a_clip_in_which_nothing_changes_still_gives_three_frames(tmp_path: Path) -> None:
    original = made_media.write_video(tmp_path / "a.mp4", _screens(1, seed=3), seconds_each=5)

    times = [frame.t_s for frame in decode_video(original, tmp_path / "out").frames]

    assert len(times) == 3
    assert times == sorted(set(times))


def test_only_the_first_minute_is_read(tmp_path: Path) -> None:
    screens = _screens(3, seed=4)
    original = made_media.write_video(tmp_path / "a.mp4", screens, seconds_each=24, fps=4)

    video = decode_video(original, tmp_path / "out")

    assert video.is_cut
    assert video.duration_s == 60.0
    assert all(frame.t_s <= 60 for frame in video.frames)


def test_frames_are_upright_and_no_larger_than_needed(tmp_path: Path) -> None:
    """A telephone held upright writes lying frames and a note to turn them."""
    picture = Image.new("RGB", (1920, 1440), "white")
    picture.paste("red", (0, 0, 1920, 360))  # the top of the lying frame
    original = made_media.write_video(tmp_path / "a.mp4", [picture], seconds_each=1)
    raw = bytearray(original.read_bytes())
    matrix = raw.index(b"tkhd") + 4 + 4 + 20 + 16
    quarter_turn = [0, 1 << 16, 0, (1 << 32) - (1 << 16), 0, 0, 1440 << 16, 0, 1 << 30]
    raw[matrix : matrix + 36] = b"".join(value.to_bytes(4, "big") for value in quarter_turn)
    original.write_bytes(raw)

    frame = Image.open(decode_video(original, tmp_path / "out").frames[0].path).convert("RGB")

    assert frame.size == (1080, 1440)
    red, green, _ = frame.getpixel((1060, 700))  # turned clockwise: what was on top is on the right
    assert red > 200
    assert green < 80
    assert min(frame.getpixel((20, 700))) > 200


@pytest.mark.parametrize("rubbish", [b"", bytes(64), b"\0\0\0\x18ftypmp42" + bytes(500), b"RIFF0000AVI " + bytes(9)])
def test_rubbish_is_refused(tmp_path: Path, rubbish: bytes) -> None:
    original = tmp_path / "a.mp4"
    original.write_bytes(rubbish)

    with pytest.raises(UnreadableMediaError):
        decode_video(original, tmp_path / "out")
    with pytest.raises(UnreadableMediaError):
        tracks(original)


def test_a_broken_off_video_gives_the_frames_that_arrived(tmp_path: Path) -> None:
    screens = _screens(4, seed=6)
    whole = made_media.write_video(tmp_path / "a.webm", screens, seconds_each=2, codec="libvpx").read_bytes()
    part = tmp_path / "part.webm"
    part.write_bytes(whole[: len(whole) * 6 // 10])

    video = decode_video(part, tmp_path / "out")

    assert 0 < video.duration_s < 8
    assert video.frames


def test_what_a_container_holds_is_told_apart(tmp_path: Path) -> None:
    sound = np.zeros(16_000, dtype=np.float32)
    both = made_media.write_video(tmp_path / "a.mp4", _screens(1, seed=1), seconds_each=1, sound=sound)
    only_sound = made_media.write_sound(tmp_path / "b.mp4", sound, codec="aac", rate=44_100)

    assert (tracks(both).has_pictures, tracks(both).has_sound) == (True, True)
    assert (tracks(only_sound).has_pictures, tracks(only_sound).has_sound) == (False, True)


def _probes(pictures: list[Image.Image]) -> list[Probe]:
    small = [np.asarray(picture.convert("L").resize((180, 320)), dtype=np.uint8) for picture in pictures]
    return [Probe(frame_index=i, t_s=i / 4, grey=grey) for i, grey in enumerate(small)]


def test_what_was_blurred_by_motion_is_left_out() -> None:
    steady = _screens(1, seed=8)[0]
    swings = [steady.filter(ImageFilter.GaussianBlur(18)).rotate(angle) for angle in (10, 25, 40)]

    chosen = choose(_probes([steady] * 6 + swings + [steady] * 6), duration_s=3.75).probes

    assert not {6, 7, 8} & {probe.frame_index for probe in chosen}


def test_one_probe_is_chosen_when_there_is_only_one() -> None:
    assert len(choose(_probes(_screens(1, seed=9)), duration_s=0.2).probes) == 1
