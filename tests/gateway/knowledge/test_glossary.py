"""Words on screens and cards are explained in a few plain words, and only when they are asked about."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elder_mode
from elder_mode import outbound, plain, vocabulary
from gateway.knowledge import glossary, wording
from gateway.knowledge.articles import Article
from gateway.knowledge.glossary import explain, is_bare_question, terms_in

GLOSSES = glossary.every_gloss()


def test_there_are_enough_terms_in_both_languages() -> None:
    assert Counter(gloss.language for gloss in GLOSSES) == {"zh-CN": len(GLOSSES) // 2, "en": len(GLOSSES) // 2}
    assert len(GLOSSES) // 2 >= 150


@pytest.mark.parametrize("gloss", GLOSSES, ids=lambda gloss: f"{gloss.language}-{gloss.term}")
def test_every_gloss_is_short_plain_and_may_leave(gloss: glossary.Gloss) -> None:
    most = glossary.MAX_ENGLISH_WORDS if gloss.language == "en" else glossary.MAX_HAN

    assert 0 < wording.length(gloss.text, gloss.language) <= most
    assert plain.lint(gloss.text, gloss.language, is_card=True, without_colours=True) == ()
    assert wording.findings(gloss.text, gloss.language) == ()
    assert outbound.broken_rules(gloss.text) == ()


def test_no_name_stands_in_two_rows() -> None:
    data = tomllib.loads(resources.files("gateway.knowledge").joinpath("glossary.toml").read_text(encoding="utf-8"))
    names = Counter(
        name for chinese, _, english, _ in data["terms"] for name in set(f"{chinese}|{english}".lower().split("|"))
    )

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("授权是什么意思", "授权"),
        ("这上面写着授权，什么意思", "授权"),
        ("啥叫小程序啊", "小程序"),
        ("什么是浏览器", "浏览器"),
        ("上面叫我注册，我不晓得啥子叫注册", "注册"),
        ("缓存是做什么用的", "缓存"),
        ("那个啥，登录，是干嘛的", "登录"),
        ("快捷支付我听不懂", "快捷支付"),
        ("屏幕上那个实名认证是个啥玩意儿", "实名认证"),
        ("云是啥", "云"),
        ("蓝牙係咩嚟㗎", "蓝牙"),
        ("登入係乜嘢意思", "登录"),
        ("實名認證點解", "实名认证"),
        ("App是什么", "软件"),
    ],
)
def test_a_word_asked_about_in_chinese_is_explained(said: str, term: str) -> None:
    gloss = explain(said, "yue" if "係" in said else "zh-CN", card="")

    assert gloss is not None
    assert (gloss.term, gloss.language) == (term, "zh-CN")


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("what does cache mean?", "cache"),
        ('What does "log in" mean', "log in"),
        ("what's Bluetooth?", "Bluetooth"),
        ("I don't understand the word browser", "browser"),
        ("can you tell me what a browser is", "browser"),
        ("what does 授权 mean", "authorise"),
    ],
)
def test_a_word_asked_about_in_english_is_explained(said: str, term: str) -> None:
    gloss = explain(said, "en", card="")

    assert gloss is not None
    assert (gloss.term, gloss.language) == (term, "en")


@pytest.mark.parametrize(
    "said",
    [
        "我要退款",
        "退款",
        "帮我转账",
        "蓝牙怎么开",
        "我的验证码收不到是什么意思",
        "微信转账限额怎么回事",
        "手机没流量了怎么办我不懂",
        "什么是量子纠缠",
        "你是什么东西",
        "今天什么日子",
        "你们这款软件叫什么",
        "密码是多少",
        "云南在哪",
        "",
        "？？",
        "what is the weather like",
        "what is my balance",
        "how do I log in",
    ],
)
def test_other_questions_are_left_to_others(said: str) -> None:
    assert explain(said, "zh-CN", card="") is None


def test_a_term_alone_is_explained_when_it_was_tapped() -> None:
    assert explain("缓存", "zh-CN") == glossary.Gloss(term="缓存", language="zh-CN", text="手机存下来的旧东西")
    assert explain("缓存", "en") == glossary.Gloss(term="cache", language="en", text="old copies that the phone keeps")
    assert explain("定位权限", "zh-CN") == explain("权限", "zh-CN")


@pytest.mark.parametrize(
    ("ask", "language"), [("这是什么意思", "zh-CN"), ("呢個係咩嚟㗎", "yue"), ("What does that mean?", "en")]
)
def test_a_bare_question_asks_for_the_one_term_of_the_card(ask: str, language: str) -> None:
    one = explain(ask, language, card="请您点『授权』。")

    assert is_bare_question(ask)
    assert one is not None
    assert one == explain("授权", language)
    assert explain(ask, language, card="先点『登录』，再点『授权』。") is None
    assert explain(ask, language, card="请坐下。") is None
    assert len(terms_in("先点『登录』，再点『授权』。", language)) == 2


def test_a_swindlers_word_is_called_one() -> None:
    gloss = explain("什么叫安全账户", "zh-CN", card="")

    assert gloss is not None
    assert "骗子" in gloss.text


@given(st.text(max_size=120) | st.text(alphabet="什么是啥意思授权登录云，。? what is the cache", max_size=40))
def test_any_words_are_explained_or_left(text: str) -> None:
    gloss = explain(text, "zh-CN", card="点『设置』。")

    assert gloss is None or gloss in GLOSSES


def hard_words(text: str) -> Iterator[str]:
    chinese, english = plain._JARGON, wording._JARGON  # the very words that the lint objects to
    for pattern in (chinese, english):
        yield from (match[0] for match in pattern.finditer(text))


def test_every_hard_word_of_articles_and_cards_has_a_gloss(samples: tuple[Article, ...]) -> None:
    texts = [
        text
        for article in samples
        for text in (article.title, article.goal, article.lead, *article.steps, *article.offline_way, *article.signs)
    ]
    languages = Path(elder_mode.__file__).parent / "languages"
    texts += [file.read_text(encoding="utf-8") for file in sorted(languages.glob("*.toml"))]
    hard = {word for text in texts for word in hard_words(text)}

    assert len(hard) >= 10
    assert sorted(word for word in hard if explain(word, "zh-CN") is None) == []


def test_every_word_of_the_jargon_list_has_a_gloss() -> None:
    chinese, english = vocabulary.jargon()
    bare = [word.split("(?")[0] for word in chinese]

    assert [word for word in (*bare, *english) if not terms_in(word, "zh-CN")] == []
