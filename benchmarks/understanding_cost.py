"""What understanding 300 characters costs beside reading one screenshot, in the same run: at most a tenth.

    python -m benchmarks.understanding_cost [turns]

Understanding is everything between a reading and the words of the reply: claims, dangers, wishes, the search for an
article, the decision, the ticket. The texts are made of lines of our own, joined until they are long enough; each is
another one, so that nothing is remembered from the turn before. The screenshot goes through the reader of the product.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from gateway.pipeline import Conversation, Duty, Pipeline
from gateway.settings import Settings
from gateway.submission import Attachment, Submission
from gateway.understand.learned import rows
from modalities.benchmarks import drawn
from modalities.benchmarks.figures import cost_of
from modalities.benchmarks.raw import read_through
from modalities.evidence import Modality, Reading, Transcript
from modalities.processes import ReadingProcesses

CHARS = 300
TURNS = 9
MOST = 0.10


def main() -> int:
    """Print both costs and their ratio; 1 when it is above ``MOST``."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory(prefix="lantern-bench-") as name:
        folder = Path(name)
        pipeline = Pipeline(Settings(data_dir=folder, offline=True), ReadingProcesses(), datetime.now(UTC))
        picture = folder / "page.png"
        drawn.screen(drawn.PAGES[1]).save(picture)
        thoughts, readings = [], []
        for number, text in enumerate(texts(turns + 1)):
            thought = cost_of(lambda text=text, number=number: think(pipeline, text, number))
            reading = cost_of(lambda: read_through(picture, Modality.SCREENSHOT, folder / "read"))
            if number:  # the first loads models
                thoughts.append(thought.cpu_s)
                readings.append(reading.cpu_s)
    ratio = median(thoughts) / median(readings)
    print(
        f"understanding {CHARS} characters {median(thoughts) * 1000:.0f} ms, reading a screenshot "
        f"{median(readings) * 1000:.0f} ms (processor, median of {turns}): {ratio:.3f}, wanted <= {MOST:.2f}"
    )
    return int(ratio > MOST)


def texts(count: int) -> list[str]:
    """Return ``count`` different texts of ``CHARS`` characters."""
    whole = "，".join(row.text for row in rows.ours() if row.label == "none" and not row.text.isascii())
    return [whole[at * CHARS : (at + 1) * CHARS] for at in range(count)]


def think(pipeline: Pipeline, text: str, number: int) -> None:
    """Understand one typed message and compose the reply."""
    input_id = f"{number:064d}"
    submission = Submission(
        id=str(number),
        session_id="bench",
        language="zh-CN",
        attachments=(Attachment(input_id=input_id, modality=Modality.TEXT, name="", size_bytes=len(text.encode())),),
        choice=None,
        needs=(),
        created_at=datetime.now(UTC),
        channel="api",
    )
    transcript = Transcript(text=text, language="zh-CN", confidence=1.0, engine="typed")
    reading = Reading(input_id=input_id, modality=Modality.TEXT, media_type="text/plain", transcript=transcript)
    pipeline.think(
        submission,
        (reading,),
        Conversation(session_id="bench", language="zh-CN", region="CN"),
        Duty(is_somebody_on_duty=True, queue_before=0, wait_estimate_s=60.0),
        datetime.now(UTC),
    )


if __name__ == "__main__":
    sys.exit(main())
