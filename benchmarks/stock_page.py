"""A page of the same function as the elder page, made of Gradio's own components, for ``page_weight.py``.

Speak (microphone), show (picture from a file or the camera, video), type, call a person; the conversation and the
spoken answer. ``python benchmarks/stock_page.py PORT`` serves it.
"""

import sys

import gradio as gr

READY = "button.record-button"
"""What tells that somebody can begin to speak: the button that records."""


def build() -> gr.Blocks:
    """Return the page; its events do nothing that takes time."""
    with gr.Blocks(title="Support", analytics_enabled=False) as page:
        gr.Markdown("# How can we help?")
        conversation = gr.Chatbot(label="Conversation")
        spoken = gr.Audio(label="Answer", autoplay=True, interactive=False)
        voice = gr.Audio(sources=["microphone"], type="filepath", label="Say what is the matter")
        picture = gr.Image(sources=["upload", "webcam", "clipboard"], type="filepath", label="Show it")
        film = gr.Video(sources=["upload", "webcam"], label="Film it")
        words = gr.Textbox(label="Write it", lines=2)
        with gr.Row():
            send = gr.Button("Send", variant="primary")
            person = gr.Button("A person")
        send.click(_answer, [voice, picture, film, words, conversation], [conversation, spoken])
        person.click(_answer, [voice, picture, film, words, conversation], [conversation, spoken])
    return page


def _answer(
    _voice: str, _picture: str, _film: str, words: str, conversation: list[dict[str, str]]
) -> tuple[list[dict[str, str]], None]:
    said = [{"role": "user", "content": words}, {"role": "assistant", "content": "A person will answer."}]
    return conversation + said, None


if __name__ == "__main__":
    build().launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), ssr_mode=False, quiet=True)
