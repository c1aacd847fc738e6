"""Rows are checked before anything runs, and every fault is named by its line number."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modalities.evaluation import quality, reading, rows, screen, speech

PARSERS = (quality.parse, reading.parse, screen.parse, speech.parse)


def write(folder: Path, *lines: object) -> Path:
    path = folder / "data.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    (folder / "a.png").write_bytes(b"a picture")
    return path


def test_every_faulty_line_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, {"image": "a.png", "lines": ["x"]}, "{no json", "", "[1]", {"lines": []}, {"image": "b.png"})

    with pytest.raises(rows.MalformedDataError) as caught:
        rows.load(path, reading.parse)

    assert str(caught.value) == (
        "data.jsonl: line 2 is not JSON; line 4 is not a JSON object; line 5 has no image; "
        "line 6 names an image that cannot be opened (b.png)."
    )


@pytest.mark.parametrize(
    "row",
    [
        {"image": "a.png", "controls": "button"},
        {"image": "a.png", "controls": [{"label": "OK", "role": "button"}]},
        {"image": "a.png", "controls": [{"label": "OK", "box": {"x": 1, "y": 1, "w": 1, "h": 1}}]},
        {"image": "a.png", "controls": [{"label": 3, "role": "button", "box": {"x": 1, "y": 1, "w": 1, "h": 1}}]},
        {"image": "a.png", "dialog": {"x": 1, "y": 1, "w": 0, "h": 1}},
        {"image": "a.png", "dialog": {"x": True, "y": 1, "w": 1, "h": 1}},
        {"image": "a.png", "dialog": True},
        {"image": "a.png", "error_codes": [51]},
        {"image": "a.png", "kind": "drawing"},
        {"image": ""},
        {"image": 7},
    ],
)
def test_a_screen_of_another_shape_is_refused(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(rows.MalformedDataError, match="line 1 "):
        rows.load(write(tmp_path, row), screen.parse)


def test_keys_that_a_row_lacks_are_no_fault_and_more_keys_mean_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, {"image": "a.png", "id": 7, "note": "x"}, {"image": "a.png", "dialog": None, "controls": []})
    bare, empty = rows.load(path, screen.parse)

    assert (bare.controls, bare.is_dialog_known, bare.error_codes, bare.kind) == (None, False, None, None)
    assert (empty.controls, empty.is_dialog_known, empty.dialog) == ((), True, None)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe{}", b'{"image": "a.png", "lines": ["\xff"]}'])
def test_a_file_without_usable_rows_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path)
    path.write_bytes(content)

    with pytest.raises(rows.MalformedDataError, match=r"\.$"):
        rows.load(path, reading.parse)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"image": "a.png", "quality": "blur"}).encode())

    assert rows.load(path, quality.parse)[0].quality == "blur"


def test_language_tags_are_understood_as_people_write_them(tmp_path: Path) -> None:
    tags = ("en", "en-US", "zh-CN", "zh_TW", "zh-HK", "yue", "yue-Hant-HK")
    found = rows.load(write(tmp_path, *({"audio": "a.png", "text": "", "language": tag} for tag in tags)), speech.parse)

    assert [row.source.language for row in found] == ["en", "en", "zh-CN", "zh-CN", "yue", "yue", "yue"]
    with pytest.raises(rows.MalformedDataError, match="line 1 has a language"):
        rows.load(write(tmp_path, {"audio": "a.png", "text": "", "language": "fr"}), speech.parse)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["image", "audio", "controls", "box", "role", "lines", "dialog", "kind", "quality", "language"]
                ),
                inner,
            )
        ),
    )
)
@settings(deadline=None)  # a busy machine is no fault
def test_no_value_whatever_causes_anything_but_a_named_fault(value: object) -> None:
    for parse in PARSERS:
        values = value if isinstance(value, dict) else {"image": "rows.py", "audio": "rows.py", "controls": value}
        fields = rows.Fields(line=1, folder=Path(rows.__file__).parent, values=values)
        fault = fault_of(parse, fields)

        assert fault is None or fault.startswith(("has ", "names "))


def fault_of(parse: Callable[[rows.Fields], object], fields: rows.Fields) -> str | None:
    try:
        parse(fields)
    except rows.RowFaultError as fault:
        return str(fault)
    return None
