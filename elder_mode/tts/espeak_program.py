"""Program: speak sentences with eSpeak NG. Only this file loads the library, and only in a process of its own.

It answers orders until its input ends. An order is one line of JSON, ``{"voice", "rate", "sentences"}``. The answer is
one line of JSON, then as many bytes of a WAV file as it says: ``{"times": [[start, end], …], "words": [[text, start,
end], …], "bytes"}`` in seconds, times for each sentence; ``{"bytes": 0}`` when no sound came out.
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
_LAST_EVENT, _WORD_EVENT = 0, 1


class _Event(ctypes.Structure):
    """What the library says of the sound that it hands over; the layout is that of its header (``espeak_EVENT``)."""

    _fields_ = (
        ("kind", ctypes.c_int),
        ("message", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """The library, loaded."""

    def __init__(self) -> None:
        import espeakng_loader  # noqa: PLC0415  # GPL-3: nowhere else

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.sample_rate_hz = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0))
        self._samples = array.array("h")
        self._words: list[tuple[int, int]] = []
        self._callback = _CALLBACK(self._take)  # kept: the library holds only a bare pointer to it
        self._library.espeak_SetSynthCallback(self._callback)
        if self.sample_rate_hz <= 0:
            sys.exit(_NO_SOUND)

    def choose(self, voice: str, rate: int) -> bool:
        """Speak like ``voice`` from now on, ``rate`` words a minute; say whether there is such a voice."""
        found = int(self._library.espeak_SetVoiceByName(voice.encode())) == 0
        self._library.espeak_SetParameter(_RATE_PARAMETER, rate, 0)
        return found

    def say(self, sentence: str) -> tuple["array.array[int]", list[tuple[str, int]]]:
        """Return the samples (16 bit, mono) of one sentence, and each word with the sample at which it begins."""
        self._samples = array.array("h")
        self._words = []
        words = sentence.encode() + b"\0"
        self._library.espeak_Synth(words, ctypes.c_size_t(len(words)), 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        begins = [begin - 1 for begin, _ in self._words]
        ends = [*begins[1:], len(sentence)]  # the library tells nothing of the second half of "Wi-Fi"
        texts = [sentence[begin:end].rstrip(" ，。、！？；：,.!?;:") for begin, end in zip(begins, ends, strict=True)]
        return self._samples, list(zip(texts, (at for _, at in self._words), strict=True))

    def _take(self, samples: int | None, count: int, events: Sequence[_Event]) -> int:
        if samples is not None and count > 0:
            self._samples.frombytes(ctypes.string_at(samples, count * 2))
        place = 0
        while events[place].kind != _LAST_EVENT:
            event = events[place]
            if event.kind == _WORD_EVENT:
                self._words.append((event.text_position, event.sample))
            place += 1
        return 0


def speak(espeak: Espeak, sentences: Sequence[str]) -> tuple[dict[str, object], bytes]:
    """Return the head of the answer and the WAV file; an empty file when no sound came out."""
    hz = espeak.sample_rate_hz
    whole = array.array("h")
    pause = array.array("h", bytes(2 * int(_PAUSE_S * hz)))
    times, words = [], []
    for place, sentence in enumerate(sentences):
        if place:
            whole.extend(pause)
        start = len(whole)
        samples, begun = espeak.say(sentence)
        whole.extend(samples)
        times.append((start / hz, len(whole) / hz))
        ends = [at for _, at in begun[1:]] + [len(samples)]
        words += [
            (text, (start + at) / hz, (start + max(at, end)) / hz)
            for (text, at), end in zip(begun, ends, strict=True)
            if text.strip()
        ]
    if not any(whole):
        return {"bytes": 0}, b""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(hz)
        sound.writeframes(whole.tobytes())
    data = file.getvalue()
    return {"times": times, "words": words, "bytes": len(data)}, data


def main() -> None:
    """Answer orders until there are no more."""
    espeak = Espeak()
    for line in sys.stdin.buffer:
        order = json.loads(line)
        head, sound = (
            speak(espeak, order["sentences"]) if espeak.choose(order["voice"], order["rate"]) else ({"bytes": 0}, b"")
        )
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + sound)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
