"""Fixed sentences are kept on disk and heard again without any voice; a kept file that is broken is as good as none."""

from pathlib import Path

import numpy as np

from elder_mode import language, region
from elder_mode.fixed_lines import urgent_lines, usual_lines
from elder_mode.reply import Caption
from elder_mode.sound import Sound
from elder_mode.voice_cache import Clip, Line, VoiceCache

LINE = Line(engine="edge", speaker="somebody", rate=0.9, text="请马上打幺幺零。")
CLIP = Clip(
    engine="edge",
    sound=Sound(samples=np.full(12_000, 900, dtype=np.int16), rate_hz=24_000),
    words=(Caption(text="请", t0_s=0.0, t1_s=0.2),),
)


def test_a_sentence_comes_back_with_its_word_times(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path / "voice")
    assert not cache.has(LINE)

    cache.put(LINE, CLIP)
    back = VoiceCache(tmp_path / "voice").get(LINE)

    assert back is not None
    assert np.array_equal(back.sound.samples, CLIP.sound.samples)
    assert back.words == CLIP.words


def test_another_engine_voice_rate_or_text_is_another_sound() -> None:
    others = [
        Line(engine="espeak", speaker="somebody", rate=0.9, text=LINE.text),
        Line(engine="edge", speaker="another", rate=0.9, text=LINE.text),
        Line(engine="edge", speaker="somebody", rate=1.0, text=LINE.text),
        Line(engine="edge", speaker="somebody", rate=0.9, text="请马上打幺二零。"),
    ]

    assert len({line.key for line in (LINE, *others)}) == 5


def test_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    cache = VoiceCache(tmp_path)
    cache.put(LINE, CLIP)
    (tmp_path / f"{LINE.key}.wav").write_bytes(b"")

    assert cache.get(LINE) is None


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    cache = VoiceCache(tmp_path / "file")
    cache.put(LINE, CLIP)

    assert cache.get(LINE) is None


def test_every_line_of_danger_is_among_the_lines_that_are_made_beforehand() -> None:
    for code in ("zh-CN", "yue", "en"):
        lines = urgent_lines(language.load(code), region.load("CN"))
        assert len(lines) >= 17
        assert not any(mark.isdigit() or mark in "{}" for line in lines for mark in line)

    mandarin = urgent_lines(language.load("zh-CN"), region.load("CN"))
    assert "请马上打幺二零。" in mandarin
    assert "请先挂断那个电话。" in mandarin


def test_the_usual_lines_have_no_gaps() -> None:
    lines = usual_lines(language.load("zh-CN"))

    assert len(lines) > 50
    assert not any("{" in line for line in lines)
