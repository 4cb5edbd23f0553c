"""Every kind of file a figure's page can be taken away as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from district.design.language import Lang
from district.openstats import about, downloads, packaging
from district.openstats.figure_page import FigurePage

DATA = ("csv", "xlsx", "json", "zip", "svg")
CITATIONS = ("bib", "ris")


@dataclass(frozen=True, slots=True)
class Format:
    """Its media type, and its writer, which is told the page's own address."""

    content_type: str
    write: Callable[[FigurePage, Lang, str], bytes]


def _plain(kind: downloads.Kind) -> Format:
    return Format(kind.content_type, lambda page, lang, _address: kind.write(page, lang))


FORMATS = {name: _plain(kind) for name, kind in downloads.KINDS.items()} | {
    "zip": Format("application/zip", lambda page, lang, _address: packaging.to_zip(page, lang)),
    "bib": Format(
        "application/x-bibtex; charset=utf-8",
        lambda page, lang, address: about.to_bibtex(page, address=address, lang=lang),
    ),
    "ris": Format(
        "application/x-research-info-systems; charset=utf-8",
        lambda page, lang, address: about.to_ris(page, address=address, lang=lang),
    ),
}
