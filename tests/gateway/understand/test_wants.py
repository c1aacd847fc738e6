import pytest

from gateway.issue import Relation
from gateway.understand import wants
from tests.gateway.understand.words import typed


def test_whether_the_family_may_know_is_taken_only_from_the_person() -> None:
    no, yes = wants.family_consent(typed("别跟我儿子说")), wants.family_consent(typed("告诉我女儿吧"))

    assert no is not None
    assert no.value is False
    assert yes is not None
    assert yes.value is True
    assert wants.family_consent(typed("他让我别告诉儿子")) is None
    assert wants.family_consent(typed("怎么给儿子打电话")) is None


@pytest.mark.parametrize(
    ("text", "relation", "who"),
    [
        ("替我妈问一下社保认证怎么弄", Relation.CHILD, "我妈"),
        ("My mum can't pass the face check", Relation.CHILD, "My mum"),
        ("帮楼上的大爷问问怎么交电费", Relation.NEIGHBOUR, "大爷"),
        ("我照顾的老人手机打不开", Relation.CARER, "老人"),
        ("我想挂号", Relation.SELF, None),
        ("电视没信号", Relation.UNKNOWN, None),
    ],
)
def test_who_asks_and_for_whom(text: str, relation: Relation, who: str | None) -> None:
    person = wants.speaking_for(typed(text))

    assert relation is wants.relation(typed(text))
    assert who == (person.value if person else None)


def test_since_when_how_often_and_why_it_matters() -> None:
    said = typed("每次都闪退，好几天了，重启了也没用，今天要交费")
    since, often, impact = wants.since(said), wants.frequency(said), wants.impact(said)

    assert since is not None
    assert since.value == "好几天了"
    assert often is not None
    assert often.value == "always"
    assert impact is not None
    assert impact.value == "今天要交费"
    assert [step.value for step in wants.steps_tried(said)] == ["重启了也没用"]
