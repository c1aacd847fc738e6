"""The state of a conversation: what a message answers, and what is remembered after we have spoken. Pure."""

from gateway.dialogue.answers import answered, with_confirmed_danger
from gateway.dialogue.echo import echo_of
from gateway.dialogue.listening import CONTROL_GUIDE, situation
from gateway.dialogue.matters import carried, compared, heard_right, is_new_matter, refused, repeated, taken_up
from gateway.dialogue.memory import after, question_key

__all__ = [
    "CONTROL_GUIDE",
    "after",
    "answered",
    "carried",
    "compared",
    "echo_of",
    "heard_right",
    "is_new_matter",
    "question_key",
    "refused",
    "repeated",
    "situation",
    "taken_up",
    "with_confirmed_danger",
]
