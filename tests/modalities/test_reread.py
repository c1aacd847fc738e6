import numpy as np
from PIL import Image, ImageDraw, ImageFont

from modalities.evidence import Box, TextLine
from modalities.reread import MAX_LINES, MAX_WIDTH_PX, cut_out, read_numbers_again
from tests.modalities.picture_fixtures import FONT, pixels, reader


class FakeWords:
    """Answers each cut with the next of its answers and counts them."""

    def __init__(self, *answers: tuple[str, float]) -> None:
        self.answers = list(answers)
        self.looks = 0

    def __call__(self, _cut: np.ndarray) -> tuple[str, float]:
        self.looks += 1
        return self.answers.pop(0)


IMAGE = np.full((200, 600, 3), 230, np.uint8)
CORNERS = np.array([[20, 20], [220, 20], [220, 60], [20, 60]], np.float32)


def _line(text: str, score: float) -> TextLine:
    return TextLine(text=text, box=Box(x=20, y=20, w=200, h=40, img_w=600, img_h=200), score=score)


def test_sure_lines_and_lines_without_numbers_are_read_once() -> None:
    words = FakeWords()

    settled = read_numbers_again(IMAGE, [_line("12.5元", 0.99), _line("饭后服用", 0.6)], [CORNERS] * 2, words)

    assert words.looks == 0
    assert [line.has_doubtful_number for line in settled] == [False, False]


def test_two_readings_that_agree_confirm_a_number() -> None:
    settled = read_numbers_again(IMAGE, [_line("每瓶：330ml", 0.92)], [CORNERS], FakeWords(("每瓶:330ml", 0.97)))

    assert not settled[0].has_doubtful_number


def test_two_readings_that_differ_leave_it_doubtful() -> None:
    settled = read_numbers_again(IMAGE, [_line("2819.03.02", 0.95)], [CORNERS], FakeWords(("2019.03.02", 0.99)))

    assert settled[0].has_doubtful_number
    assert settled[0].text == "2019.03.02"


def test_two_unsure_readings_leave_it_doubtful() -> None:
    settled = read_numbers_again(IMAGE, [_line("33.1", 0.7)], [CORNERS], FakeWords(("33.1", 0.8)))

    assert settled[0].has_doubtful_number


def test_a_line_on_its_head_is_turned() -> None:
    words = FakeWords(("", 0.0), ("47.50元", 0.98))

    settled = read_numbers_again(IMAGE, [_line("47.50元", 0.93)], [CORNERS], words)

    assert words.looks == 2
    assert not settled[0].has_doubtful_number


def test_only_the_least_sure_lines_are_read_again() -> None:
    lines = [_line(f"{number}.5元", 0.95 - number / 100) for number in range(MAX_LINES + 3)]
    words = FakeWords(*[(line.text, 0.95) for line in reversed(lines)])

    settled = read_numbers_again(IMAGE, lines, [CORNERS] * len(lines), words)

    assert words.looks == MAX_LINES
    assert [line.text for line in settled] == [line.text for line in lines]


def test_a_tilted_and_a_standing_line_lie_flat_in_their_cut() -> None:
    sheet = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(sheet).text((150, 120), "47.50元", font=ImageFont.truetype(FONT, 40), fill="black")
    flat = np.array([[145, 125], [300, 125], [300, 172], [145, 172]], np.float32)
    # Turned by a quarter against the clock: (x, y) goes to (y, 600 - x).
    turned_corners = np.stack([flat[:, 1], 600 - flat[:, 0]], axis=1)[[1, 2, 3, 0]].astype(np.float32)
    turned = pixels(sheet.transpose(Image.Transpose.ROTATE_90))

    assert reader().read_word(cut_out(pixels(sheet), flat))[0] == "47.50元"
    cut = cut_out(turned, turned_corners)
    assert cut.shape[1] > 2 * cut.shape[0]
    assert "47.50元" in {reader().read_word(cut)[0], reader().read_word(np.ascontiguousarray(cut[::-1, ::-1]))[0]}


def test_a_sliver_is_not_blown_up_without_end() -> None:
    sliver = np.array([[0, 0], [1999, 0], [1999, 1], [0, 1]], np.float32)

    assert cut_out(np.zeros((20, 2000, 3), np.uint8), sliver).shape[1] < 1.1 * MAX_WIDTH_PX
