"""Large text and speech: plain words, cards, voices, and the rules that every outgoing word is held to."""
