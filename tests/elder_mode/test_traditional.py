"""Articles reach Cantonese readers in traditional characters; words that people gave stay as they are."""

import pytest

from elder_mode import language, region
from elder_mode.present import present
from elder_mode.reply import Choice, Message, Reply
from elder_mode.traditional import in_traditional


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("打开微信，点『设置』。", "打開微信，點『設置』。"),
        ("等五分钟，再看看群里。", "等五分鐘，再看看群裏。"),
        ("请您点一下钟。", "請您點一下鐘。"),
        ("你鍾意邊個？", "你鍾意邊個？"),
        ("WiFi", "WiFi"),
    ],
)
def test_simplified_becomes_traditional(written: str, shown: str) -> None:
    assert in_traditional(written) == shown


def test_steps_and_titles_are_converted_and_quotes_of_the_person_are_not() -> None:
    reply = Reply(
        language="yue",
        messages=(
            Message.of("heard.said", words="微信的字太小"),
            Message.of("guide.step", n="1", of="2", text="打开微信，点『设置』。"),
        ),
        choices=(Choice.of("article:a", "choice.article", title="调大微信的字"),),
    )

    shown = present(reply, language=language.load("yue"), region=region.load("CN"))

    assert [card.text for card in shown.cards] == [
        "我聽到您話：『微信的字太小』。",
        "第1步，一共2步。打開微信，點『設置』。",
    ]
    assert shown.choices[0].label == "調大微信的字"
    assert shown.language == "yue"
