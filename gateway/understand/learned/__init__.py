"""A second listener beside the rules: small networks over characters, words and sounds, trained on lines of ours.

Rules say why and never change by themselves; they miss what nobody thought of. The model knows no reasons, and hears
what resembles many thousand lines by several authors (``gateway/understand/lines``). What either of them hears counts.
"""
