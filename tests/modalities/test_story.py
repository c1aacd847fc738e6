from modalities.evidence import Box, Moment, MomentKind, Word
from modalities.keyframes import Shown
from modalities.story import tell
from modalities.taps import Tap


def _words(*times_s: float) -> list[Word]:
    return [Word(text="好", t0_s=t, t1_s=t + 0.2, confidence=0.9, char0=i, char1=i + 1) for i, t in enumerate(times_s)]


def test_screens_taps_and_words_come_in_the_order_of_their_times() -> None:
    shown = [Shown(t_s=t, frame=frame) for t, frame in ((0.0, 0), (2.0, 1), (4.0, None), (5.0, 2), (6.0, 0))]
    tap = Tap(t_s=1.8, left=0.5, top=0.25, width=0.1, height=0.05)

    story = tell(shown, [0, 1, 1], [tap], _words(2.1, 2.4, 5.5), (540, 960))

    assert story == (
        Moment(t_s=0.0, kind=MomentKind.SCREEN, screen=0),
        Moment(t_s=1.8, kind=MomentKind.TAP, screen=0, box=Box(x=270, y=240, w=54, h=48, img_w=540, img_h=960)),
        Moment(t_s=2.0, kind=MomentKind.SCREEN, screen=1),
        Moment(t_s=2.1, kind=MomentKind.SAID, screen=1, t1_s=2.6),
        Moment(t_s=4.0, kind=MomentKind.SCREEN),
        Moment(t_s=5.0, kind=MomentKind.SCREEN, screen=1),
        Moment(t_s=5.5, kind=MomentKind.SAID, screen=1, t1_s=5.7),
        Moment(t_s=6.0, kind=MomentKind.SCREEN, screen=0),
    )


def test_a_screen_that_two_frames_show_is_told_once() -> None:
    story = tell([Shown(t_s=0.0, frame=0), Shown(t_s=1.0, frame=1)], [0, 0], [], [], None)

    assert story == (Moment(t_s=0.0, kind=MomentKind.SCREEN, screen=0),)
