"""Any dialogue at all keeps the promises of docs/dialogue.md: words, buttons, pictures, tickets, days in between."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from gateway.issue import MAX_CLARIFICATIONS, AskOutcome, Issue
from gateway.issue_rules import check
from gateway.knowledge.articles import samples_folder
from gateway.outcome import Outcome, State
from gateway.pipeline import Pipeline
from gateway.ticket import Author
from gateway.triage import refused_articles
from gateway.understand.describe import own_words
from modalities.evidence import ProblemCode
from tests.gateway import talking
from tests.gateway.records import screen

DIALOGUES = 1000
MESSAGES = 6
ARTICLES = (
    "wechat-larger-text",
    "wechat-video-call",
    "tv-no-signal",
    "payment-password",
    "phone-storage-full",
    "refund",
)
WORDS = [
    "微信字太小了看不清",
    "想跟孙女开视频说说话",
    "电视没有信号了",
    "它不行了",
    "就那个",
    "嗯",
    "对",
    "不是",
    "不知道",
    "做好了",
    "没找到",
    "你好",
    "谢谢",
    "打开微信",
    "我扣了三百块",
    "这是什么意思",
    "我看不见，用读屏的",
    "我耳朵背，你大点声",
    "气死我了，什么破东西",
    "还是不行",
    "接着上次的",
    "要",
    "验证码是482913",
    "这个药一天吃几片",
    "我不要人工",
    "怎么退款",
    "第二个",
    "点我",
    "手机",
    "屏幕上的对",
    "手机存不下照片了",
]
BUTTONS = [
    "yes",
    "no",
    "done",
    "not_found",
    "not_sure",
    "something_else",
    "gone_ok",
    "phone",
    "tv",
    "said_one",
    "seen_one",
    "want",
    "not_want",
    "clicked",
    "not_clicked",
    "on_phone",
    "not_on_phone",
    "spot_one",
    "article:refund",
]
SCREENS = (
    screen("微信", "我", "设置", labels=("设置",)),
    screen("支付宝", "转账 3000.00元", "付款成功"),
    screen("存储空间不足", "无法拍摄新照片", error_lines=(0,)),
    screen("修改密码", "确认密码", labels=("下一步",)),
)
DANGERS = (
    "客服让我下载会议软件打开共享屏幕，我点哪里",
    "心口疼得气都接不上来",
    "钱被骗子转走了",
    "活着没意思，不想活了",
    "家里煤气漏了",
)
UNUSABLE = (ProblemCode.SILENCE, ProblemCode.TOO_NOISY, ProblemCode.BLUR, ProblemCode.NO_TEXT, ProblemCode.UNREADABLE)
MANY_TIMES = {"step", "teach_back"}
"""Of a guide: each step asks whether it is done."""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("dialogues")
    (folder / "knowledge" / "zh-CN").mkdir(parents=True)
    for name in ARTICLES:
        shutil.copy(Path(samples_folder()) / "zh-CN" / f"{name}.md", folder / "knowledge" / "zh-CN")
    return talking.thinker(folder)


class Dialogue(RuleBasedStateMachine):
    """One person, any messages."""

    pipeline: Pipeline
    count = 0
    messages = 0

    @initialize()
    def begins(self) -> None:
        type(self).count += 1
        self.talk = talking.Talk(self.pipeline)
        self.sent: list[str] = []

    @rule(text=st.sampled_from(WORDS))
    def words(self, text: str) -> None:
        self.kept(lambda: self.talk.say(text), text=text)

    @rule(text=st.sampled_from(WORDS), shown=st.sampled_from(SCREENS))
    def words_with_a_picture(self, text: str, shown: Any) -> None:
        self.kept(lambda: self.talk.send(talking.words(text), talking.picture(shown)), text=text)

    @rule(shown=st.sampled_from(SCREENS))
    def a_picture(self, shown: Any) -> None:
        self.kept(lambda: self.talk.send(talking.picture(shown)))

    @rule(choice=st.sampled_from(BUTTONS))
    def a_button(self, choice: str) -> None:
        self.kept(lambda: self.talk.choose(choice), choice=choice)

    @rule(code=st.sampled_from(UNUSABLE))
    def something_unusable(self, code: ProblemCode) -> None:
        self.kept(lambda: self.talk.send(talking.unusable(code)))

    @rule(text=st.sampled_from(DANGERS))
    def danger(self, text: str) -> None:
        outcome = self.kept(lambda: self.talk.say(text), text=text)

        assert (outcome.state, outcome.route.priority) == (State.WITH_PERSON, "P0")
        assert self.is_claimed() or outcome.reply.is_urgent

    @rule(is_button=st.booleans())
    def a_person_is_called(self, is_button: bool) -> None:  # noqa: FBT001  # drawn
        call = (lambda: self.talk.choose("human")) if is_button else (lambda: self.talk.say("找真人"))
        outcome = self.kept(call, text="" if is_button else "找真人")

        assert outcome.state is State.WITH_PERSON
        assert self.talk.ticket is not None

    @rule()
    def somebody_takes_it(self) -> None:
        self.talk.claim()

    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        self.talk.now += timedelta(days=days)

    def is_claimed(self) -> bool:
        return self.talk.ticket is not None and self.talk.ticket.owner.startswith("human:")

    def kept(self, send: Any, *, text: str = "", choice: str | None = None) -> Outcome:
        """Send a message and hold what became of it against every promise."""
        type(self).messages += 1
        before = self.talk.issue
        was_claimed = self.is_claimed()
        outcome: Outcome = send()
        issue = outcome.issue
        self.sent.append(text)
        same = before if before is not None and before.id == issue.id else None
        self.asks_little(issue, same)
        self.loses_nothing(outcome)
        if was_claimed:
            assert (outcome.reply.cards, outcome.reply.choices) == ((), ())
        else:
            assert outcome.reply.cards
        refused = refused_articles(same) if same is not None else frozenset()
        is_chosen = (choice or "").startswith("article:")
        assert is_chosen or outcome.reply.article_id not in refused
        assert not {f"article:{name}" for name in refused} & talking.choices(outcome)
        assert outcome.state is not State.WITH_PERSON or outcome.ticket is not None
        assert self.talk.ticket is None or self.talk.ticket.owner in {"queued", "human:li"}
        said = own_words(self.talk.of(issue.submission_ids))
        assert check(issue, said, talking.reply(outcome)) == ()
        return outcome

    def asks_little(self, issue: Issue, before: Issue | None) -> None:
        counted = [each for each in issue.asked if each.is_clarification and each.q_id not in MANY_TIMES]
        names = [each.q_id for each in issue.asked if each.q_id not in MANY_TIMES]
        assert issue.clarifications_used <= MAX_CLARIFICATIONS
        assert len(counted) <= MAX_CLARIFICATIONS
        assert len(names) == len(set(names))
        if before is not None:
            closed = [each.q_id for each in before.asked if each.outcome is not AskOutcome.OPEN]
            assert {each for each in closed if each not in MANY_TIMES} <= set(names)

    def loses_nothing(self, outcome: Outcome) -> None:
        heard = [
            part.text for part in self.talk.transcript if part.author is Author.CUSTOMER and part.modality == "text"
        ]
        assert outcome.submission_id in outcome.issue.submission_ids
        assert len(heard) == len([text for text in self.sent if text])
        if outcome.ticket is not None:
            told = [part.text for part in outcome.ticket.transcript if part.author is Author.CUSTOMER]
            assert all(text in told for text in heard)


def test_a_thousand_random_dialogues_keep_every_promise(pipeline: Pipeline) -> None:
    Dialogue.pipeline, Dialogue.count, Dialogue.messages = pipeline, 0, 0
    many = settings(
        max_examples=DIALOGUES,
        stateful_step_count=MESSAGES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Dialogue, settings=many)  # type: ignore[no-untyped-call]  # hypothesis has no type here
    print(f"{Dialogue.count} dialogues, {Dialogue.messages} messages")

    assert Dialogue.count >= DIALOGUES
