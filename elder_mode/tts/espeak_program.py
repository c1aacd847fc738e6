"""Program: speak sentences with eSpeak NG. Only this file loads the library, and only in a process of its own.

Standard input: one JSON object ``{"voice", "rate", "sentences"}``. Standard output: one line of JSON, a list of
``[start, end]`` in seconds for each sentence, then the WAV file. Exit code 3: no sound came out.
"""

import array
import ctypes
import io
import json
import sys
import wave
from collections.abc import Sequence

_SYNCHRONOUS = 2
_POSITION_CHARACTER = 1
_UTF8 = 1
_RATE_PARAMETER = 1
_PAUSE_S = 0.35
"""Silence after each sentence: pauses between sentences help more than slow words."""
_NO_SOUND = 3
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """The library, loaded and set to one voice."""

    def __init__(self, voice: str, rate: int) -> None:
        import espeakng_loader  # noqa: PLC0415  # GPL-3: nowhere else

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.sample_rate_hz = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0))
        self._samples = array.array("h")
        self._callback = _CALLBACK(self._take)  # kept: the library holds only a bare pointer to it
        self._library.espeak_SetSynthCallback(self._callback)
        if self.sample_rate_hz <= 0 or self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            sys.exit(_NO_SOUND)
        self._library.espeak_SetParameter(_RATE_PARAMETER, rate, 0)

    def say(self, sentence: str) -> "array.array[int]":
        """Return the samples (16 bit, mono) of one sentence."""
        self._samples = array.array("h")
        words = sentence.encode() + b"\0"
        self._library.espeak_Synth(words, ctypes.c_size_t(len(words)), 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return self._samples

    def _take(self, samples: int | None, count: int, _events: int) -> int:
        if samples is not None and count > 0:
            self._samples.frombytes(ctypes.string_at(samples, count * 2))
        return 0


def speak(voice: str, rate: int, sentences: Sequence[str]) -> tuple[list[tuple[float, float]], bytes]:
    """Return start and end of each sentence in seconds, and the WAV file."""
    espeak = Espeak(voice, rate)
    whole = array.array("h")
    pause = array.array("h", bytes(2 * int(_PAUSE_S * espeak.sample_rate_hz)))
    times = []
    for place, sentence in enumerate(sentences):
        if place:
            whole.extend(pause)
        start = len(whole)
        whole.extend(espeak.say(sentence))
        times.append((start / espeak.sample_rate_hz, len(whole) / espeak.sample_rate_hz))
    if not any(whole):
        sys.exit(_NO_SOUND)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(espeak.sample_rate_hz)
        sound.writeframes(whole.tobytes())
    return times, file.getvalue()


def main() -> None:
    """Read the order, write the sound."""
    order = json.load(sys.stdin.buffer)
    times, sound = speak(order["voice"], order["rate"], order["sentences"])
    sys.stdout.buffer.write(json.dumps(times).encode() + b"\n" + sound)


if __name__ == "__main__":
    main()
