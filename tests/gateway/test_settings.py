from pathlib import Path

import pytest

from gateway.errors import WrongSettingError
from gateway.settings import Settings, load

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_with_its_own_words() -> None:
    text = DOCS.read_text("utf-8")

    for name, field in Settings.model_fields.items():
        assert f"| `LANTERN_{name.upper()}` |" in text
        assert str(field.description) in text


@pytest.mark.parametrize(
    ("name", "value"), [("port", "99999"), ("language", "fr"), ("tts", ";rm"), ("region", "china")]
)
def test_a_wrong_value_is_refused_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSettingError) as caught:
        load(data_dir=tmp_path, **{name: value})

    assert f"LANTERN_{name.upper()}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("port", "abc", "must be a whole number from 0 to 65535."),
        ("port", "-1", "must be a whole number from 0 to 65535."),
        ("offline", "perhaps", "must be 1 or 0."),
        ("language", "fr", "must be zh-CN, yue or en."),
        ("ocr", "nosuch", "must be a comma list of the engines that there are: paddleocr, rapidocr."),
        ("stt_url", "ftp://speech.example", "must be an address that begins with http:// or https://."),
        ("stt_url", "http://[", "must be an address that begins with http:// or https://."),
        ("tts", "espeak_program", "must be a comma list of the engines that there are: edge, espeak, remote, silent."),
        (
            "stt",
            " , ",
            "must be a comma list of the engines that there are: faster_whisper, openai_whisper, pocketsphinx, remote.",
        ),
    ],
)
def test_the_sentence_says_what_is_needed(tmp_path: Path, name: str, value: str, needed: str) -> None:
    with pytest.raises(WrongSettingError) as caught:
        load(data_dir=tmp_path, **{name: value})

    assert str(caught.value) == f"LANTERN_{name.upper()} {needed}"


@pytest.mark.parametrize("name", ["stt_url", "tts_remote_url", "llm_url"])
@pytest.mark.parametrize(
    "address", ["http://[", "http://", "ftp://speech.example", "http://h/\x00", "speech", "http://h:99999/v1"]
)
def test_an_address_that_cannot_be_asked_is_refused_at_the_start(tmp_path: Path, name: str, address: str) -> None:
    with pytest.raises(WrongSettingError, match=f"LANTERN_{name.upper()} must be an address that begins with http"):
        load(data_dir=tmp_path, **{name: address})


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/v1", "https://speech.example/v1", "http://[::1]:9/v1"])
def test_an_address_that_can_be_asked_is_kept_as_it_is(tmp_path: Path, address: str) -> None:
    assert load(data_dir=tmp_path, stt_url=address, tts_remote_url=address).stt_url == address


def test_a_settings_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(WrongSettingError):
        load(data_dir=tmp_path)


def test_the_file_in_the_data_folder_counts_and_the_command_line_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LANTERN_PORT=8123\nLANTERN_REGION=DE\n", "utf-8")

    assert load(data_dir=tmp_path).port == 8123
    assert load(data_dir=tmp_path, port=9000).port == 9000
    assert load(data_dir=tmp_path).region == "DE"


def test_keys_are_not_shown(tmp_path: Path) -> None:
    assert "hush" not in repr(load(data_dir=tmp_path, stt_key="hush"))


def test_wished_voices_are_those_of_the_first_online_voice_unless_another_is_named(tmp_path: Path) -> None:
    wished = load(
        data_dir=tmp_path, voice_zh_cn="zh-CN-liaoning-XiaobeiNeural, remote:granny:v2", voice_en="remote:nova"
    )

    assert wished.speakers == (
        ("edge", "zh-CN", "zh-CN-liaoning-XiaobeiNeural"),
        ("remote", "zh-CN", "granny:v2"),
        ("remote", "en", "nova"),
    )
