"""Where a control is, in words: for those who see, and for those who listen."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest

from elder_mode import plain
from elder_mode.language import load
from gateway import directions as telling
from gateway.answer import WORDS_OF, Hall, compose
from gateway.dialogue import after
from gateway.dialogue import situation as heard_now
from gateway.issue import AccessNeed, AccessNeedName, Claim, Issue, RouteDecision
from gateway.knowledge.search import Index
from gateway.triage import Decision, Move, decide, pending_question
from gateway.understand import describe as describing
from gateway.understand.facts import collect
from gateway.understand.pointing import SPOT_CHOICES, control_claim
from modalities.evidence import IconName, PanelKind, Role, Screen
from tests.gateway import made_screens
from tests.gateway.made_screens import control, line, page, sign, window
from tests.gateway.records import NOW, claim, issue, seen, situation, submission, typed

LISTENER = (AccessNeed(need=AccessNeedName.SCREEN_READER, source="said"),)
LOOKS = re.compile(
    r"[红绿蓝黄橙紫黑白灰粉]色|圆|方形|三角|箭头|齿轮|放大镜|叉|图案|图标|这里|那里|看一看|请看|瞧|"
    r"\b(?:look|colou?r|round|square|arrow|gear|dots?|cross|circle|signs?|over here|over there)\b"
)
HALL = Hall(is_somebody_on_duty=True, queue_before=0, wait_estimate_s=None)


def described(shown: Screen, label: str, **more: object) -> Issue:
    named: Claim[str] = claim(label)
    return issue(control=control_claim(named, (seen(shown),)), **more)


def sentences(shown: Screen, label: str, language: str = "zh-CN", *, is_sightless: bool = False) -> list[str]:
    made = control_claim(claim(label), (seen(shown),))
    words = load(language)
    return [
        words.words(
            message.key,
            **{name: words.words(value[1:]) if value.startswith(WORDS_OF) else value for name, value in message.params},
        )
        for message in telling.directions(made, is_sightless=is_sightless)
    ]


def heard(shown: Screen, label: str, language: str = "zh-CN") -> list[str]:
    return sentences(shown, label, language, is_sightless=True)


def test_who_sees_hears_the_place() -> None:
    assert sentences(made_screens.settings_page(), "下一步") == ["『下一步』在屏幕最下面，中间。"]


def test_who_sees_hears_that_it_cannot_be_used_yet() -> None:
    shown = made_screens.settings_page(is_enabled=False)

    assert sentences(shown, "下一步") == ["『下一步』在屏幕最下面，中间，现在可能还不能点。"]


def test_who_sees_hears_in_which_window_it_is() -> None:
    shown = made_screens.payment_window("继续转账", "取消")

    assert sentences(shown, "取消") == ["『取消』在弹出来的小窗里，屏幕正中间。"]


@pytest.mark.parametrize("is_sightless", [False, True])
def test_the_state_of_a_switch_is_said(*, is_sightless: bool) -> None:
    said = sentences(made_screens.settings_page(), "夜间模式", is_sightless=is_sightless)

    assert "它现在是开着的。" in said


def test_a_chosen_tab_is_said_to_be_open() -> None:
    shown = page((line("我的", 640, 1600),), (control("我的", 620, 1590, 1, Role.TAB, is_selected=True),))

    assert sentences(shown, "我的")[-1] == "现在打开的就是它。"


def test_a_sign_is_told_by_its_meaning_its_place_and_the_nearest_words() -> None:
    assert sentences(made_screens.settings_page(), "返回键") == [
        "没有字的小图案，像『返回』，在屏幕最上面，靠左。",
        "离它最近的字是『设置新密码』。",
    ]


def test_who_listens_hears_name_role_place_the_word_to_stop_at_and_then_the_number() -> None:
    assert heard(made_screens.settings_page(), "下一步") == [
        "『下一步』，按钮，在屏幕最下面，中间。",
        "用一根手指从左往右划，一个一个听。听到『下一步』就停，再点两下。",
        "从上往下数，它大概是第4个能点的。",
    ]


def test_who_listens_is_told_that_a_sign_may_be_silent_and_what_stands_beside_it() -> None:
    said = heard(made_screens.settings_page(), "返回")

    assert any("未加标签的按钮" in each for each in said)
    assert any("听到『设置新密码』，就往回划1下" in each for each in said)


def test_words_that_come_before_are_counted() -> None:
    shown = page((line("保存", 300, 100), line("保存", 310, 1500)), (control("保存", 300, 1490, 1),))

    assert "这几个字会念到不止一次，第2次才是它。" in heard(shown, "保存")


def test_nothing_that_cannot_be_used_is_to_be_tapped() -> None:
    disabled = heard(made_screens.settings_page(is_enabled=False), "下一步")
    behind = heard(made_screens.payment_window("取消"), "保存")

    assert not any("点两下" in each for each in (*disabled, *behind))


@pytest.mark.parametrize("label", ["继续转账", "立即支付", "允许", "同意", "确定"])
@pytest.mark.parametrize("is_sightless", [False, True])
def test_what_pays_or_permits_is_only_seen(label: str, *, is_sightless: bool) -> None:
    shown = made_screens.payment_window(label, "取消")

    said = sentences(shown, label, is_sightless=is_sightless)

    assert said[0].startswith(f"我看到『{label}』")
    assert "拿不准就先别点，真人可以陪您一起看。" in said
    assert not any("点两下" in each or "请点" in each for each in said)


def test_two_of_one_name_are_counted_and_told_apart() -> None:
    assert sentences(made_screens.two_rows(), "修改") == [
        "『修改』有2个。",
        "第1个在屏幕最上面，靠右，挨着『手机号』。",
        "第2个在屏幕最上面，靠右，挨着『地址』。",
        "您要找的是第几个？",
    ]


def test_two_of_one_name_are_a_choice_and_the_choice_is_pointed_at() -> None:
    shown = made_screens.two_rows()
    both = described(shown, "修改")
    state = situation(names_control=True)
    decision = decide(both, state)
    asked = after(both, decision, state, NOW)
    chosen = control_claim(claim("修改"), (seen(shown),), "spot_two")
    answer = situation(names_control=True, choice="spot_two")

    assert decision.move is Move.POINT_AT
    assert [each.id for each in compose(decision, both, HALL, None).choices] == ["spot_one", "spot_two", "human"]
    assert decide(issue(control=chosen, asked=asked.asked, attempts=asked.attempts), answer).move is Move.POINT_AT
    assert chosen.box is not None


@pytest.mark.parametrize("words", ["下面那个", "第二个"])
def test_an_answer_in_words_chooses_one_and_it_is_pointed_at(words: str) -> None:
    picture, answer = seen(made_screens.two_rows()), typed(words)
    both = described(made_screens.two_rows(), "修改")
    state = situation(names_control=True)
    asked = after(both, decide(both, state), state, NOW)
    facts = collect(describing.own_words((answer,)), NOW)
    made = describing.describe(asked, facts, submission(), (answer, picture), ())
    now = heard_now(
        issue=made,
        pending=pending_question(asked),
        facts=facts,
        submission=submission(),
        readings=(answer,),
        earlier=(picture,),
        ticket=None,
        is_always_human=False,
        index=Index.build(()),
        article=lambda _id, _language: None,
    )

    assert made.control is not None
    assert [spot.words_near for spot in made.control.spots] == ["地址"]
    assert decide(made, now).move is Move.POINT_AT


def test_a_need_for_a_screen_reader_decides_who_listens() -> None:
    decision = Decision(move=Move.POINT_AT, route=RouteDecision.ANSWER)
    shown = made_screens.settings_page()

    seeing = compose(decision, described(shown, "下一步"), HALL, None)
    listening = compose(decision, described(shown, "下一步", access_needs=LISTENER), HALL, None)

    assert "control.listen" not in {message.key for message in seeing.messages}
    assert "control.listen" in {message.key for message in listening.messages}


def many_pages() -> list[tuple[Screen, str]]:
    places = ((20, 100), (640, 100), (330, 800), (20, 1590), (640, 1590))
    words = (line("王阿姨", 300, 110), line("通讯录", 300, 700))
    pages = [
        (page(words, (control("下一步", x, y, 1, role, is_on=True, is_enabled=usable),)), "下一步")
        for (x, y), role, usable in product(places, Role, (True, False))
    ]
    pages += [(page(words, (sign(icon, x, y, 1),)), "返回") for (x, y), icon in product(places, (IconName.BACK,))]
    names = {"more": "三个点", "settings": "齿轮", "search": "放大镜", "close": "叉", "arrow": "右箭头", "add": "加号"}
    pages += [
        (page(rows, (sign(IconName(icon), 640, 100, 1),)), name) for icon, name in names.items() for rows in ((), words)
    ]
    for kind in PanelKind:
        panel = window(kind, 100, 650, 600, 350)
        pages.append((page(words, (control("下一步", 330, 800, 1),), panels=(panel,)), "下一步"))
    pages += [(made_screens.payment_window(label, "取消"), label) for label in ("继续转账", "允许")]
    signs = (sign(IconName.MORE, 640, 100, 1), sign(IconName.MORE, 640, 1500, 2))
    pages += [(page(rows, signs), "三个点") for rows in ((), words)]
    return [*pages, (made_screens.two_rows(), "修改"), (made_screens.payment_window("取消"), "保存")]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_who_does_not_see_hears_no_colour_no_shape_and_nothing_to_look_at(language: str) -> None:
    said = [each for shown, label in many_pages() for each in heard(shown, label, language)]

    assert len(said) > 300
    assert {each for each in said if LOOKS.search(plain.unquoted(each).lower())} == set()
    assert {each for each in said if plain.lint(each, language, is_card=True, without_colours=True)} == set()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_who_does_not_see_hears_the_cell_and_a_word_or_a_number(language: str) -> None:
    words = load(language)
    cells = [words.words(key) for key in words.entries if key.startswith("position.")]
    for shown, label in many_pages():
        whole = " ".join(heard(shown, label, language))

        assert any(cell in whole for cell in cells)
        assert "『" in whole or "“" in whole or re.search(r"\d", whole)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_is_said_to_those_who_see_is_plain_too(language: str) -> None:
    said = [each for shown, label in many_pages() for each in sentences(shown, label, language)]

    assert {each for each in said if plain.lint(each, language, is_card=True)} == set()
    assert {each for each in said if plain.forbidden(each, language)} == set()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_key_that_can_be_said_has_words(language: str) -> None:
    tree = ast.parse(Path(telling.__file__).read_text("utf-8"))
    keys = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and "control." in str(node.value)}
    made = {f"icon.{icon.value}" for icon in IconName} | {f"panel.{kind.value}" for kind in PanelKind}
    made |= {f"role.{role.value}" for role in telling.SPOKEN_ROLES} | {f"choice.{each}" for each in SPOT_CHOICES}
    words = load(language)

    assert len(keys) > 20
    assert sorted(str(key) for key in keys | made if not words.has(str(key))) == []


def test_words_on_a_screen_are_never_taken_for_ours() -> None:
    """On many pages a button is called "@me"."""
    shown = page((line("@我的消息", 100, 300),), (control("@我的消息", 100, 300, 1),))
    found = control_claim(claim("@我的消息"), (seen(shown),))
    params = [value for message in telling.directions(found, is_sightless=False) for _, value in message.params]

    assert "＠我的消息" in params
    assert "@我的消息" not in params
