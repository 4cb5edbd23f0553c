"""The method manual as tests: chapters of cases in TOML, run on every engine, printed into `docs/methods`.

A case is a sentence, the facts given (patents, events, places, people) and what is asked with the right answer.
Fictional content throughout.
"""
