"""Every word that the gateway wants to say stands in every language file."""

import ast
from pathlib import Path

import pytest

from elder_mode.language import load
from gateway.answer.asking import WAYS
from gateway.errors import LanternError
from gateway.issue import AccessNeedName, RiskKind
from gateway.triage import RETAKE, SAY_AGAIN
from modalities.evidence import Cell, ProblemCode

GATEWAY = Path(__file__).parents[2] / "gateway"


def named_keys() -> set[str]:
    """Return the keys that stand as plain strings in calls of Message.of, Choice.of and words()."""
    keys: set[str] = set()
    for path in GATEWAY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            place = {"of": 1 if getattr(node.func.value, "id", "") == "Choice" else 0, "words": 0}.get(node.func.attr)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                keys.add(str(node.args[place].value))  # type: ignore[attr-defined]  # a constant, as just checked
    return {key for key in keys if "." in key}


def made_keys() -> set[str]:
    """Return the keys that are put together from codes."""
    keys = {f"position.{cell.value}" for cell in Cell} | {f"problem.{code.value}" for code in ProblemCode}
    keys |= {f"ticket.line.risk.{kind.value}" for kind in RiskKind}
    keys |= {f"ask.say_again.{code.value}" for code in SAY_AGAIN} | {f"ask.retake.{code.value}" for code in RETAKE}
    keys |= {f"ask.{field}" for field in ("object", "symptom", "goal")} | {"ask.object_again", "ask.goal_again"}
    keys |= {f"ask_why.{field}" for field in ("object", "symptom", "goal")}
    keys |= {f"error.{error.code}" for error in LanternError.__subclasses__()}
    keys |= {f"advice.{kind}" for kind in ("medical", "legal", "money")} | {
        f"need_on.{need.value}" for need in AccessNeedName
    }
    keys |= set(WAYS.values())
    return keys | {f"ticket.reason.H{n}" for n in range(1, 15)}


@pytest.mark.parametrize("language", ["zh-CN", "yue", "en"])
def test_every_key_has_words(language: str) -> None:
    words = load(language)

    assert len(named_keys()) > 30
    assert sorted(key for key in named_keys() | made_keys() if not words.has(key)) == []
