"""What a screen reader says from top to bottom, by a virtual one, compared with what somebody has read and approved.

``LANTERN_APPROVE=1 python3 scripts/test tests/browser/test_transcripts.py`` writes what is said now into ``approved/``:
read the difference before it is committed. The virtual reader follows the specifications; it is no substitute for a
real one (``tests/full/test_orca.py``).
"""

import os
import re
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ROOT, Server
from tests.browser.states import LANGUAGES, STATES, Visit

pytestmark = pytest.mark.browser
APPROVED = Path(__file__).with_name("approved")
READER = ROOT / ".venv" / "virtual-screen-reader.js"
EVERYWHERE = ("idle", "nobody on duty")
"""States that are read in every language; the others in Chinese."""
NOT_THE_SAME_TWICE = frozenset({"heard", "working"})
"""What was recognised, and which words say how far it is, differ from run to run."""
CASES = [
    (state, language)
    for state in STATES
    for language in (LANGUAGES if state in EVERYWHERE else ("zh-CN",))
    if state not in NOT_THE_SAME_TWICE
]
MAX_PHRASES = 400
READ = """async (most) => {
  const { virtual } = await import('/virtual-screen-reader.js');
  await virtual.start({ container: document.body });
  const said = [await virtual.lastSpokenPhrase()];
  while (said.at(-1) !== 'end of document' && said.length < most) {
    await virtual.next(); said.push(await virtual.lastSpokenPhrase()); }
  await virtual.stop();
  return said;
}"""
CODE = re.compile(r"\b(?=[A-Z]*\d|\d*[A-Z])[A-Z0-9]{6}\b")
NUMBER = re.compile(r"\d+(?= ?(?:位|分钟|分鐘|個|minute|people))|(?<=before you: )\d+|(?<=about )\d+")


def spoken(page: Page) -> list[str]:
    """Return the phrases, one a line; codes and places in the queue, which differ each time, by a sign."""
    assert READER.is_file(), "The virtual screen reader is missing: python3 scripts/test fetches it."
    page.route("**/virtual-screen-reader.js", lambda route: route.fulfill(path=READER, content_type="text/javascript"))
    phrases: list[str] = page.evaluate(READ, MAX_PHRASES)
    return without_news([NUMBER.sub("‹number›", CODE.sub("‹code›", phrase)) for phrase in phrases])


def without_news(phrases: list[str]) -> list[str]:
    """Return ``phrases`` without what status lines hold just then: that is a matter of seconds (``test_walks.py``)."""
    kept: list[str] = []
    is_news = False
    for place, phrase in enumerate(phrases):
        if phrase == "end of status":
            is_news = False
        elif not is_news:
            kept.append(phrase)
            rest = phrases[place + 1 :]
            ends = rest.index("end of status") if "end of status" in rest else len(rest)
            is_news = phrase == "status" and ends < (rest.index("status") if "status" in rest else len(rest))
    return kept


@pytest.mark.parametrize(("state", "language"), CASES)
def test_it_is_read_as_approved(
    phone: BrowserContext, server: Server, empty_server: Server, state: str, language: str
) -> None:
    page = STATES[state](Visit(context=phone, server=server, empty_server=empty_server, language=language))
    said = spoken(page)
    path = APPROVED / f"{state.replace(' ', '-')}.{language}.txt"
    if os.environ.get("LANTERN_APPROVE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(said) + "\n", encoding="utf-8")
    assert said[-1] == "end of document"
    assert path.is_file(), f"{path.name} was never approved"
    approved = path.read_text(encoding="utf-8").splitlines()
    assert said == approved, "\n".join(unified_diff(approved, said, "approved", "now", lineterm="", n=1))


def test_no_approved_transcript_is_left_over() -> None:
    wanted = {f"{state.replace(' ', '-')}.{language}.txt" for state, language in CASES}
    assert {path.name for path in APPROVED.glob("*.txt")} == wanted
