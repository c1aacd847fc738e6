from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import ArticleError
from gateway.knowledge.articles import Article, load_folder, parse, samples_folder, usable
from gateway.knowledge.review import check, preview, unspeakable

TODAY = date(2027, 1, 15)

FILE = """---
id: kettle
language: zh-CN
title: 水壶不响
goal: 让水壶响
topic: home
about: []
signs: [缺水]
status: approved
checked_against: 在一只水壶上试过
reviewed: 2027-01-01
review_due: 2027-06-01
owner: 王编辑
is_money_or_code: false
decides_nothing: false
questions: [烧开了没动静, 哨子哑了, 听不见鸣叫, 它怎么闷声不吭, 沸了也不叫唤]
---

水要先加满。

## 步骤

1. 打开盖子。
2. 加满水。盖上盖子。

## 不用手机的办法

- 请邻居看看。
"""


def an_article(**changes: object) -> Article:
    return replace(parse(FILE, "kettle.md"), **changes)  # type: ignore[arg-type]  # tests change any field


def test_every_part_of_a_file_is_read() -> None:
    article = parse(FILE, "kettle.md")

    assert article.id == "kettle"
    assert article.lead == "水要先加满。"
    assert article.steps == ("打开盖子。", "加满水。盖上盖子。")
    assert article.offline_way == ("请邻居看看。",)
    assert article.signs == ("缺水",)
    assert len(article.questions) == 5
    assert article.review_due == date(2027, 6, 1)
    assert not article.is_sample
    assert check(article, TODAY) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\nid", "id"),
        ("id: kettle", "id: 7"),
        ("title: 水壶不响\n", ""),
        ("reviewed: 2027-01-01", "reviewed: soon"),
        ("reviewed: 2027-01-01", "reviewed: 2027-01-99"),
        ("is_money_or_code: false", "is_money_or_code: maybe"),
        ("about: []", "about: 水壶"),
        ("signs: [缺水]", "signs: [3]"),
        ("about: []", "about: ["),
        ("## 步骤", "## 别的"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(old: str, new: str) -> None:
    with pytest.raises(ArticleError, match=r"^kettle\.md: .+\.$"):
        parse(FILE.replace(old, new), "kettle.md")


@given(st.text(max_size=300))
def test_any_text_is_an_article_or_an_article_error(text: str) -> None:
    with pytest.raises(ArticleError):
        parse(f"---\n{text}\n---\n{text}", "any.md")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"offline_way": ()}, "without the phone"),
        ({"questions": ("烧开了没动静",) * 5}, "5 different questions"),
        ({"questions": ()}, "5 different questions"),
        ({"status": "perhaps"}, "neither sample nor approved"),
        ({"topic": "kitchen"}, "topic"),
        ({"review_due": TODAY - timedelta(days=1)}, "review was due"),
        ({"topic": "payment"}, "is_money_or_code"),
        ({"title": "养老金没来"}, "decides_nothing"),
        ({"steps": ("先把水壶放到桌子上面再慢慢打开它的那个盖子看一看里面。",)}, "too long"),
        ({"steps": ("开。加。盖。",)}, "3 sentences"),
        ({"steps": ("点『服务』，再点『钱包』。",)}, "2 actions"),
        ({"steps": ("打开微信，点右下角的『我』。",)}, "2 actions"),
        ({"steps": ("点右上角。",)}, "what is there"),
        ({"steps": ("该功能将被停用。",)}, "office words"),
        ({"steps": ("您点错了。",)}, "may not leave (blames)"),
        ({"steps": ("把您的身份证号发给我们。",)}, "may not leave (asks_id)"),
        ({"lead": "看 KWh 那一行。"}, "cannot say KWh"),
        ({"steps": ("清一下缓存。",)}, "hard word 缓存"),
        ({"steps": ("点这里。",)}, "here"),
        ({"steps": ("点绿色的按钮。",)}, "colour"),
        ({"steps": ("把验证码告诉客服。",)}, "secret"),
        ({"steps": ("打开屏幕共享。",)}, "shares the screen"),
        ({"steps": ("点『立即支付』。",)}, "pays"),
        ({"steps": ("打开 www.example.com。",)}, "web address"),
        ({"steps": ("打13800001111。",)}, "long number"),
        ({"language": "en", "steps": ("Tell him the code.",)}, "secret"),
        ({"language": "en", "steps": ("one two three " * 6 + ".",)}, "too long"),
        ({"language": "en", "steps": ("Open WeChat and tap her name.",)}, "2 actions"),
        ({"language": "en", "steps": ("Ring us prior to noon.",)}, "office words"),
        ({"language": "en", "steps": ("Tap the top right corner.",)}, "what is there"),
    ],
)
def test_check_finds_what_an_editor_must_mend(changes: dict[str, object], words: str) -> None:
    findings = check(an_article(**changes), TODAY)

    assert any(words in finding for finding in findings), findings


@pytest.mark.parametrize(
    "step",
    [
        "按住圆点，往右推。",
        "往下找『显示』，点它。",
        "点右上角的『账单』。",
        "别把验证码告诉别人。",
        "不开屏幕共享。",
        "密码只有您自己输。",
        "点『授权』，就是让它用相机。",
    ],
)
def test_warnings_and_explained_words_pass(step: str) -> None:
    assert check(an_article(steps=(step,)), TODAY) == ()


def test_expired_articles_are_never_used() -> None:
    expired = an_article(review_due=TODAY - timedelta(days=1))

    assert usable([expired], samples_allowed=True, today=TODAY) == ()
    assert usable([replace(expired, status="sample")], samples_allowed=True, today=TODAY) == ()


def test_samples_are_used_only_when_allowed() -> None:
    approved, sample = an_article(), an_article(id="stove", status="sample")

    assert usable([approved, sample], samples_allowed=False, today=TODAY) == (approved,)
    assert set(usable([approved, sample], samples_allowed=True, today=TODAY)) == {approved, sample}


def test_an_article_of_unknown_status_is_not_used() -> None:
    assert usable([an_article(status="perhaps")], samples_allowed=True, today=TODAY) == ()


def test_an_approved_article_replaces_the_sample_of_the_same_name() -> None:
    approved, sample = an_article(), an_article(status="sample", title="样子")

    assert usable([approved, sample], samples_allowed=True, today=TODAY) == (approved,)


def test_a_folder_is_read_by_language_and_name(tmp_path: Path) -> None:
    (tmp_path / "zh-CN").mkdir()
    (tmp_path / "zh-CN" / "kettle.md").write_text(FILE, encoding="utf-8")

    assert load_folder(tmp_path) == (parse(FILE, "kettle.md"),)


@pytest.mark.parametrize(("folder", "name"), [("zh-CN", "pot.md"), ("en", "kettle.md")])
def test_a_file_in_the_wrong_place_is_refused(tmp_path: Path, folder: str, name: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / name).write_text(FILE, encoding="utf-8")

    with pytest.raises(ArticleError, match=name):
        load_folder(tmp_path)


def test_a_missing_folder_and_a_file_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        load_folder(tmp_path / "nowhere")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "kettle.md").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(ArticleError, match="UTF-8"):
        load_folder(tmp_path)


def test_the_samples_come_with_lantern() -> None:
    assert any(samples_folder().glob("zh-CN/*.md"))


def test_the_preview_is_the_beginning_as_it_is_said() -> None:
    assert preview(an_article(lead="打『10086』问。", steps=("拿2个碗。盖上。",))) == "打幺零零八六问。拿两个碗。"
    assert preview(an_article(lead="")) == "打开盖子。"
    assert preview(an_article(language="en", lead='Ring "10086".', steps=("Take 2 cups.",))).startswith("Ring")


@pytest.mark.parametrize(
    ("said", "language", "found"),
    [
        ("看『设置』。", "zh-CN", ("『", "』")),
        ("吃5mg。", "zh-CN", ("mg", "5")),
        ("打开微信，连上WiFi。", "zh-CN", ()),
        ("Take 5 mg.", "en", ("mg",)),
        ('Tap "OK".', "en", ()),
    ],
)
def test_what_a_voice_cannot_say_is_found(said: str, language: str, found: tuple[str, ...]) -> None:
    assert set(found) <= set(unspeakable(said, language))
    assert bool(found) == bool(unspeakable(said, language))


def test_an_article_without_a_word_to_say_has_no_preview() -> None:
    assert any("preview is empty" in finding for finding in check(an_article(lead="", steps=("『』。",)), TODAY))
