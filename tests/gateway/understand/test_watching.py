"""Advertisements, their cross, and what a recording is told back by; signs without a name."""

from dataclasses import replace

from gateway.understand.adverts import advert_line, way_out
from gateway.understand.pointing import control_claim
from gateway.understand.saying import control_named
from gateway.understand.unnamed import labelled_for_reader
from gateway.understand.watching import happening
from modalities.evidence import IconName, Modality, Moment, MomentKind, Reading, Role, Screen
from tests.gateway.made_screens import control, line, page, sign
from tests.gateway.records import claim, seen
from tests.gateway.understand.test_dialect_hint import said

NAMELESS = control(None, 640, 1490, 2, Role.ICON)
CROSS = control(None, 640, 60, 1, Role.ICON)
ADVERT = page((line("广告", 300, 110), line("点击领取大礼包", 200, 400)), (CROSS,))
NEWS = page((line("今日新闻", 300, 110), line("国内", 40, 300)), ())
FORM = page((line("登记表", 300, 110), line("您的名", 40, 300)), (NAMELESS,))


def filmed(*screens: tuple[float, Screen], taps: tuple[float, ...] = ()) -> Reading:
    story = [Moment(t_s=t_s, kind=MomentKind.SCREEN, screen=place) for place, (t_s, _) in enumerate(screens)]
    touched = [Moment(t_s=t_s, kind=MomentKind.TAP) for t_s in taps]
    return Reading(
        input_id="b" * 64,
        modality=Modality.VIDEO,
        media_type="video/mp4",
        screens=tuple(replace(screen, frame_t_s=t_s + 1) for t_s, screen in screens),
        story=tuple(sorted([*story, *touched], key=lambda moment: moment.t_s)),
    )


def test_an_advertisement_is_known_by_its_word_and_a_lure_and_a_page_with_one_of_them_is_none() -> None:
    feed = page((line("广告", 300, 110), *(line(f"新闻{n}条", 40, 200 + 60 * n) for n in range(9))), ())

    assert advert_line(ADVERT) == 0
    assert advert_line(NEWS) is None
    assert advert_line(feed) is None
    assert advert_line(page((line("下载中心", 300, 110), line("立即下载", 40, 300)), ())) is None


def test_the_cross_of_an_advertisement_is_the_only_sign_at_its_edge() -> None:
    found = way_out((seen(ADVERT),))

    assert found is not None
    assert found.box == CROSS.box
    assert found.spots[0].icon is IconName.CLOSE
    assert found.is_on_screen is not None
    assert found.is_on_screen.method == "rule:advert_cross"
    assert way_out((seen(NEWS),)) is None


def test_of_two_signs_none_is_taken_for_the_cross_unless_one_is_plain() -> None:
    two = replace(ADVERT, controls=(CROSS, control(None, 20, 60, 2, Role.ICON)))
    plain = replace(ADVERT, controls=(CROSS, sign(IconName.CLOSE, 20, 60, 2)))

    assert way_out((seen(two),)) is None
    found = way_out((seen(plain),))
    assert found is not None
    assert found.box == plain.controls[1].box


def test_the_first_advertisement_that_comes_up_is_told_with_its_second_and_whether_a_touch_brought_it() -> None:
    touched = happening([filmed((0.0, NEWS), (6.1, ADVERT), taps=(5.5,))])
    alone = happening([filmed((0.0, NEWS), (6.1, ADVERT), taps=(1.0,))])

    assert touched is not None
    assert (touched.kind, touched.second, touched.is_touched) == ("advert", 6, True)
    assert alone is not None
    assert not alone.is_touched


def test_what_is_there_from_the_start_and_what_stands_in_a_picture_is_not_told_with_a_second() -> None:
    assert happening([filmed((0.0, ADVERT))]) is None
    assert happening([seen(ADVERT)]) is None


def test_a_failure_that_comes_up_is_told_when_there_is_no_advertisement() -> None:
    failed = page((line("网络错误", 300, 110),), (), error_lines=(0,))

    found = happening([filmed((0.0, NEWS), (4.0, failed))])

    assert found is not None
    assert (found.kind, found.second) == ("failure", 4)


def test_a_sign_without_a_name_is_taken_only_for_somebody_who_finds_no_name() -> None:
    label = claim("继续")

    sighted = control_claim(label, (seen(FORM),))
    blind = control_claim(label, (seen(FORM),), may_be_nameless=True)

    assert sighted.is_on_screen is not None
    assert sighted.is_on_screen.value is False
    assert blind.is_on_screen is not None
    assert blind.is_on_screen.value is True
    assert blind.is_on_screen.status.value == "inferred"
    assert blind.box == NAMELESS.box
    assert blind.has_visible_text is not None
    assert blind.has_visible_text.value is False


def test_a_plain_sign_and_a_control_with_words_are_never_taken_for_another_name() -> None:
    plain = replace(FORM, controls=(sign(IconName.SEARCH, 640, 60, 1), control("取消", 20, 1490, 2)))

    found = control_claim(claim("继续"), (seen(plain),), may_be_nameless=True)

    assert found.is_on_screen is not None
    assert found.is_on_screen.value is False


def test_only_the_person_tells_that_no_name_is_read_out() -> None:
    for words in (
        "我怎么也摸不着下一步",
        "读屏光念按钮，就是摸不到发送",
        "I am blind and I can't find Continue anywhere.",
    ):
        own = said(words)
        named = control_named(own)
        found = labelled_for_reader(own, named.label if named else None)
        assert found is not None, words
        assert found.value is False
        assert found.evidence
    for words in ("下一步在哪里", "我手机摸不着了", "I can't find Continue"):
        assert labelled_for_reader(said(words), None) is None, words
