"""How soon a reply is heard with no network, beside the bare synthesis: ``python benchmarks/first_sound.py``.

Ours: from the finished words of a reply of 42 characters to the sound file on disk, checked and with its marks, through
the whole list of voices. Beside: the same text at the same rate in the bare library, already loaded, in a process that
does nothing else. By turns in one run, so that the neighbours on the machine slow both.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from elder_mode.reply import Card, Presentation
from elder_mode.spoken import for_the_ear
from elder_mode.voice import DEFAULT_RATE, Voices, VoiceSettings

MAX_RATIO = 5.0
TEXTS = {
    "zh-CN": ("请您打开手机的设置，往下慢慢地翻，找到声音这一行。", "点进去以后，把音量往右边调大，再按一下返回键。"),
    "yue": ("請您打開手機嘅設定，向下慢慢咁碌，搵到聲音呢一行。", "撳入去之後，將音量向右邊校大，再撳一下返回掣。"),
    "en": ("Open Settings, go down slowly and find Sound.", "Tap it, make it louder, then tap Back once."),
}
RAW = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from espeak_program import Espeak
espeak = Espeak()
for line in sys.stdin:
    order = json.loads(line)
    started = time.perf_counter()
    espeak.choose(order["voice"], order["rate"])
    seconds = sum(len(espeak.say(part)[0]) for part in order["sentences"]) / espeak.sample_rate_hz
    print(json.dumps([time.perf_counter() - started, seconds]), flush=True)
"""
VOICES = {"zh-CN": ("cmn", 130), "yue": ("yue", 130), "en": ("en", 150)}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return 1 when the target is missed in a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args(arguments).repeats
    folder = Path(__file__).parents[1] / "elder_mode" / "tts"
    command = [sys.executable, "-c", RAW, str(folder)]
    is_met = True
    with (
        tempfile.TemporaryDirectory() as out,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as bare,  # noqa: S603  # our own lines
    ):
        for language in TEXTS:
            is_met &= _compare(bare, language, repeats, Path(out))
        bare.communicate()
    return 0 if is_met else 1


def _compare(bare: "subprocess.Popen[str]", language: str, repeats: int, out: Path) -> bool:
    settings = VoiceSettings(
        engines=("edge", "remote", "espeak", "silent"), language=language, rate=DEFAULT_RATE, offline=True
    )
    voices = Voices(settings)
    cards = tuple(
        Card(text=text, step=place, of=2, speech=for_the_ear(text, language))
        for place, text in enumerate(TEXTS[language], start=1)
    )
    shown = Presentation(language=language, cards=cards)
    voice, pace = VOICES[language]
    order = json.dumps(
        {"voice": voice, "rate": round(pace * DEFAULT_RATE), "sentences": [card.speech for card in cards]}
    )
    cold_s, _ = _ours(voices, shown, out)
    _raw(bare, order)
    pairs = [(_ours(voices, shown, out), _raw(bare, order)) for _ in range(repeats)]
    ours_s = statistics.median(ours[0] for ours, _ in pairs)
    raw_s = statistics.median(raw[0] for _, raw in pairs)
    characters = sum(mark.isalnum() for card in cards for mark in card.text)
    ratio = ours_s / raw_s
    sys.stdout.write(
        f"{language} {characters} characters, {pairs[0][0][1]:.1f} s of sound (bare {pairs[0][1][1]:.1f} s): "
        f"first sound {ours_s * 1000:.0f} ms, bare synthesis {raw_s * 1000:.0f} ms, ratio {ratio:.2f} "
        f"(at most {MAX_RATIO:.0f}); first reply of a process {cold_s * 1000:.0f} ms\n"
    )
    return ratio <= MAX_RATIO


def _ours(voices: Voices, shown: Presentation, out: Path) -> tuple[float, float]:
    started = time.perf_counter()
    speech = voices.speak(shown, out)
    if speech is None or not Path(speech.path).is_file():
        raise SystemExit("No voice spoke: the extra offline-voice is needed.")
    return time.perf_counter() - started, speech.duration_s


def _raw(bare: "subprocess.Popen[str]", order: str) -> tuple[float, float]:
    if bare.stdin is None or bare.stdout is None:
        raise SystemExit("The bare program has no pipes.")
    bare.stdin.write(order + "\n")
    bare.stdin.flush()
    seconds, length = json.loads(bare.stdout.readline())
    return seconds, length


if __name__ == "__main__":
    sys.exit(main())
