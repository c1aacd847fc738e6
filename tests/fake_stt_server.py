"""A speech service on this machine that answers with scripted words: OpenAI's ``/v1/audio/transcriptions``.

It recognises nothing. Tests use it where a story needs Mandarin or Cantonese speech, for which no recogniser can be had
without a download; everything from the bytes of the recording to the HTTP call is real.

    with FakeSttServer([Answer.said("我要转人工")]) as server:
        ...  # LANTERN_STT=remote, LANTERN_STT_URL=server.url

    python -m tests.fake_stt_server --port 8099 "我要转人工" "我的手机没有声音"
"""

import argparse
import json
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server gives to one call."""

    words: tuple[tuple[str, float, float], ...] = ()
    """(word, start, end) in seconds, as verbose_json gives them."""
    text: str = ""
    avg_logprob: float | None = -0.2
    """None = the server says nothing about how sure it is."""
    no_speech_prob: float = 0.01
    status: int = 200
    stall_s: float = 0.0
    """How long it waits before it answers; closing the server ends the waiting."""
    body: bytes | None = None
    """Sent instead of all the above."""

    @staticmethod
    def said(text: str, *, start_s: float = 0.2, char_s: float = 0.2, **kwargs: object) -> "Answer":
        """Return an answer with these words, one per character (or per spaced word), one after the other."""
        parts = text.split() if " " in text else [char for char in text if char.isalnum()]
        length_s = char_s * (2 if " " in text else 1)
        words = tuple(
            (part, round(start_s + i * length_s, 3), round(start_s + (i + 1) * length_s, 3))
            for i, part in enumerate(parts)
        )
        return Answer(words=words, text=text, **kwargs)  # type: ignore[arg-type]  # the rest are fields by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What one caller sent."""

    path: str
    authorization: str
    body: bytes = field(repr=False)


class FakeSttServer:
    """Answers each call with the next answer of the script; the last one is repeated."""

    def __init__(self, script: Sequence[Answer | str], *, port: int = 0) -> None:
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.calls: list[Call] = []
        self.script = script
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """Return the base address for ``LANTERN_STT_URL``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def script(self) -> tuple[Answer, ...]:
        """Return what is still to be answered. Setting it starts a new script."""
        return self._script

    @script.setter
    def script(self, answers: Sequence[Answer | str]) -> None:
        with self._lock:
            self._script = tuple(Answer.said(answer) if isinstance(answer, str) else answer for answer in answers)

    def start(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop listening; callers that wait are let go."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, call: Call) -> Answer:
        """Write the call down and return its answer."""
        with self._lock:
            self.calls.append(call)
            answer = self._script[0]
            self._script = self._script[1:] or self._script
        self._closing.wait(answer.stall_s)
        return answer

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()


def _handler(owner: FakeSttServer) -> type[BaseHTTPRequestHandler]:
    class _Transcriptions(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            call = Call(path=self.path, authorization=self.headers.get("Authorization", ""), body=body)
            answer = owner.take(call)
            known = self.path == "/v1/audio/transcriptions"
            sent = answer.body if answer.body is not None else json.dumps(_verbose(answer)).encode()
            try:
                self.send_response(answer.status if known else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the caller was killed, or had waited long enough

        def log_message(self, *args: object) -> None:
            """Say nothing: tests read their own output."""

    return _Transcriptions


def _verbose(answer: Answer) -> dict[str, object]:
    end_s = max((end for _, _, end in answer.words), default=0.0)
    segment: dict[str, object] = {"id": 0, "text": answer.text, "start": 0.0, "end": end_s}
    if answer.avg_logprob is not None:
        segment |= {"avg_logprob": answer.avg_logprob, "no_speech_prob": answer.no_speech_prob}
    return {
        "task": "transcribe",
        "text": answer.text,
        "duration": end_s,
        "segments": [segment] if answer.text else [],
        "words": [{"word": word, "start": start, "end": end} for word, start, end in answer.words],
    }


def main() -> None:
    """Serve the sentences given as arguments until it is interrupted."""
    parser = argparse.ArgumentParser(description="A speech service that answers with the sentences given to it.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("sentences", nargs="+")
    given = parser.parse_args()
    server = FakeSttServer(given.sentences, port=given.port).start()
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.close()


if __name__ == "__main__":
    main()
