import pytest

from gateway.understand.dialect_hint import gloss, hint
from gateway.understand.utterance import Source, Utterance
from modalities.evidence import CharSpan, Modality


def said(text: str) -> tuple[Utterance, ...]:
    return (
        Utterance(
            input_id="a" * 64,
            modality=Modality.TEXT,
            source=Source.TYPED,
            text=text,
            language="yue",
            confidence=1.0,
            method="typed",
        ),
    )


@pytest.mark.parametrize(
    ("words", "dialect"),
    [
        ("我个 WhatsApp 冇晒啲 message，点算啊?", "yue"),
        ("佢成日话我个密码唔啱", "yue"),
        ("这个咋个没得声音喃，我晓不得", "sichuan"),
        ("整个人来跟我唠，别整机器人", "northeast"),
        ("微信的字太小，怎么调大", None),
        ("How do I make the letters bigger?", None),
        ("", None),
    ],
)
def test_the_dialect_from_which_most_words_come_is_named_and_none_where_it_is_not_clear(
    words: str, dialect: str | None
) -> None:
    found = hint(said(words))

    assert (found.value if found else None) == dialect


def test_every_word_of_the_evidence_stands_where_it_says() -> None:
    utterances = said("我部電話啲 photo 唔見晒，點搵返啊？")

    found = hint(utterances)

    assert found is not None
    assert len(found.evidence) >= 3
    for each in found.evidence:
        assert isinstance(each.span, CharSpan)
        assert utterances[0].text[each.span.char0 : each.span.char1] == each.quote


def test_more_words_of_it_make_it_surer() -> None:
    few, many = hint(said("佢唔啱")), hint(said("佢成日话我唔啱，点算啊，冇晒"))

    assert few is not None
    assert many is not None
    assert few.confidence < many.confidence < 1


def test_a_gloss_says_the_words_in_everyday_mandarin_and_hides_what_is_secret() -> None:
    found = gloss(said("我部電話啲 photo 唔見晒，點搵返啊？"))

    assert found is not None
    assert "不见" in found.value
    assert "photo" in found.value  # word for word, nothing is translated that no list holds
    assert gloss(said("微信的字太小")) is None
