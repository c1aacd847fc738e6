import re
import time
from collections import Counter

import pytest

from gateway.understand.dialects import Table, Word, words
from gateway.understand.learned.rows import LINES, read
from gateway.understand.normalise import normalise, plain

BY_REGION = Counter(word.region for word in words())


def word(said: str, means: str, *, not_inside: tuple[str, ...] = (), where: str | None = None) -> Word:
    return Word(said=said, means=means, gloss="", region="", not_inside=not_inside, where=where)


def found(table: Table, text: str) -> list[tuple[int, int, str]]:
    return list(table.find(text))


def test_there_are_words_of_every_region() -> None:
    assert len(words()) >= 650
    assert BY_REGION["Cantonese"] >= 150
    assert min(BY_REGION.values()) >= 40
    assert len(BY_REGION) == 15


def test_every_word_has_a_gloss_in_english_and_stands_for_another_word() -> None:
    bare = [each.said for each in words() if not each.gloss or not each.gloss.isascii() or each.said == each.means]

    assert bare == []


def test_every_word_that_may_stand_anywhere_is_brought_to_its_meaning() -> None:
    lost = [
        each.said for each in words() if each.where is None and normalise(f"({each.said})").text != f"({each.means})"
    ]

    assert lost == []


def test_every_word_that_may_stand_somewhere_says_where() -> None:
    wrong = [each.said for each in words() if each.where is not None and "%" not in each.where]

    assert wrong == []


def test_inside_other_words_a_word_is_left_alone() -> None:
    wrong = [(each.said, longer) for each in words() for longer in each.not_inside if each.said not in longer]
    changed = [longer for each in words() for longer in each.not_inside if normalise(longer).text != plain(longer).text]

    assert wrong == []
    assert changed == []


def test_of_two_ways_to_take_a_word_the_first_says_where() -> None:
    seen: dict[str, Word] = {}
    hidden = []
    for each in words():
        before = seen.setdefault(plain(each.said).text, each)
        if before is not each and before.where is None and before.means != each.means:
            hidden.append((each.said, each.region))

    assert hidden == []


def test_a_word_may_be_bound_to_its_neighbours() -> None:
    table = Table(
        [word("蚊", "块", where="(?<=[0-9])%"), word("头里", "前面", not_inside=("户头里",)), word("wean", "child")],
        lambda said: said,
    )

    assert found(table, "5蚊 蚊") == [(1, 2, "块")]
    assert found(table, "户头里 头里") == [(4, 6, "前面")]
    assert found(table, "wean weaned") == [(0, 4, "child")]


def test_the_longest_word_counts() -> None:
    table = Table([word("唔", "不"), word("唔好", "不要")], lambda said: said)

    assert found(table, "唔好唔") == [(0, 2, "不要"), (2, 3, "不")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("嗰個掣喺邊度", "那个按钮在哪里"),
        ("我個仔而家未返嚟", "我儿子现在未回来"),
        ("屋头那个遥控板搞不来", "家里那个遥控器不会弄"),
        ("额娃昨儿打咧一个电话", "我孩子昨天打了一个电话"),
        ("恁给俺看看中不", "你给我看看行不行"),
        ("我屋里孙伢么样搞", "我家里孙子怎么办"),
        ("阿拉囡儿勿晓得哪能办", "我们女儿不知道怎么办"),
        ("阮孙仔的手机仔无电", "我们孙子的手机没电"),
        ("𠊎唔晓样般打", "我不会怎么打"),
        ("戏匣子没声儿了", "收音机没声音了"),
        ("存折本本上的钱", "存折上的钱"),
        ("my telly clicker", "my tv remote control"),
    ],
)
def test_dialects_and_old_words_are_understood(said: str, meant: str) -> None:
    assert normalise(said).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "联系客服的系统",
        "合同我签的",
        "这部电话",
        "网点去办",
        "不方便出面",
        "模特儿",
        "约莫三天",
        "合不拢嘴",
        "周遭没有人",
        "遭遇",
        "反驳",
        "倾向",
        "整理整天完整",
        "存款余额的变动",
        "金额的把握",
        "怎么个原理",
        "什么事都没有",
        "真人客服",
        "翻来覆去",
        "歇一歇",
        "今个月",
        "收件人电话我写",
        "一个女人的个女儿园",
        "粮食食品食堂",
        "饮食饮料",
        "伊拉克",
        "弗洛伊德",
        "阿里巴巴",
        "格个人",
        "天黑了",
        "后生可畏",
        "港币",
        "香港我去过",
        "红苕粉",
        "野蛮",
        "公交关门",
        "讨伐",
        "支吾",
        "渠道",
        "价格个性",
        "the wireless network",
        "weaned off",
        "pressure cooker",
    ],
)
def test_common_words_are_no_traps(text: str) -> None:
    assert normalise(text).text == text


def test_few_ordinary_sentences_are_touched_at_all() -> None:
    lists = [read(path) for path in sorted(LINES.glob("*.jsonl"))]
    ordinary = [row.text for rows in lists for row in rows if row.label == "none"][:6000]
    latin = [text for text in ordinary if text.isascii()]
    touched = [text for text in latin if normalise(text).text != plain(text).text.replace("...", ",")]

    assert len(ordinary) >= 3000
    assert len(latin) >= 500
    assert len(touched) / len(latin) <= 0.15


def test_no_meaning_is_itself_a_word_of_a_dialect() -> None:
    again = [
        (each.said, each.means)
        for each in words()
        if each.means and re.fullmatch(r"[\u4e00-\u9fff]{2,}", each.means) and normalise(each.means).text != each.means
    ]

    assert again == []


def test_three_hundred_characters_take_a_moment() -> None:
    text = ("俾個真人同我講我想問下點樣可以將部手機嘅字整大啲呀，嗯那個，屋企冇人識整。" * 9)[:300]
    normalise.__wrapped__(text)
    best = min(_seconds(text) for _ in range(20))

    assert best <= 0.004  # 1.2 ms on two busy cores


def _seconds(text: str) -> float:
    start = time.perf_counter()
    normalise.__wrapped__(text)
    return time.perf_counter() - start
