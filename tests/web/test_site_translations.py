"""Every sentence of the site speaks both languages."""

from __future__ import annotations

import re

import messages
import pytest
from babel.messages.pofile import read_po

LOCALE = messages.DISTRICT / "locale"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def chinese():
    with (LOCALE / "zh" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file)
    plain = {}
    for entry in catalogue:
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        plain[key] = entry.string[0] if isinstance(entry.string, tuple) else entry.string
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


def test_compiled_catalogue_says_what_the_source_says(chinese):
    import gettext

    with (LOCALE / "zh" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    counted = {"%(n)s patent", "%(n)s interval", "%(n)s working day"}
    for text in messages.every():
        said = compiled.ngettext(text, text, 1) if text in counted else compiled.gettext(text)
        assert said == chinese[text]
