"""Every sentence of the site speaks both languages."""

from __future__ import annotations

import gettext
import re

import messages
import pytest
from babel.messages.pofile import read_po

SOURCES = sorted(messages.DISTRICT.rglob("locale/zh/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    plain: dict[str, str] = {}
    for source in SOURCES:
        with source.open("rb") as file:
            catalogue = read_po(file)
        for entry in catalogue:
            key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
            said = entry.string[0] if isinstance(entry.string, tuple) else entry.string
            # One sentence is said one way, whichever room says it.
            assert plain.get(key, said) == said or not key, f"{source}: {key}"
            plain[key] = said
    return plain


def test_every_sentence_has_a_chinese_translation(chinese):
    missing = {text: where for text, where in messages.every().items() if not chinese.get(text)}
    assert missing == {}


def test_no_translation_is_left_over(chinese):
    wanted = messages.every()
    assert [text for text in chinese if text and text not in wanted] == []


def test_translations_keep_the_places_for_values(chinese):
    for text, translated in chinese.items():
        if text:
            assert set(PLACEHOLDER.findall(text)) >= set(PLACEHOLDER.findall(translated)), text


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-4])
def test_compiled_catalogue_says_what_the_source_says(source):
    with source.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    with source.open("rb") as file:
        catalogue = read_po(file)
    for entry in catalogue:
        if isinstance(entry.id, tuple):
            assert compiled.ngettext(*entry.id, 1) == entry.string[0]
        elif entry.id:
            assert compiled.gettext(entry.id) == entry.string, f"{source}: make messages"
