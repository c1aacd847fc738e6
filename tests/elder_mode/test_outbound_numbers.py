import pytest

from elder_mode.outbound_numbers import invented


@pytest.mark.parametrize(
    ("text", "known", "made_up"),
    [
        ("您转了300元，对吗？", ["三百块"], ()),
        ("您转了300元，对吗？", ["三千块"], ("300",)),
        ("一共三百六十五元。", ["365.00"], ()),
        ("每天吃两片。", [], ("两",)),
        ("请打120。", ["急救 120"], ()),
        ("请打120。", [], ("120",)),
        ("138，1234，5678，对吗？", ["13812345678"], ()),
        ("还有两步，第3步点『确认』。", [], ()),
        ("点『我的』，再点『设置』。", [], ()),
        ("The fee is 42 pounds.", ["a letter"], ("42",)),
        ("Step 2 of 5. Tap the plus sign.", [], ()),
        ("一万二千元", ["12000"], ()),
    ],
)
def test_a_number_must_stand_somewhere_before_it_is_said(text: str, known: list[str], made_up: tuple[str, ...]) -> None:
    found = invented(text, known)

    assert len(found) == len(made_up)
    assert all(ours in theirs for ours, theirs in zip(made_up, found, strict=True))


def test_digits_of_other_scripts_are_digits() -> None:
    assert invented("一共300元。", ["٣٠٠"]) == ()
    assert invented("一共٣٠٠元。", ["400"]) == ("٣٠٠",)
