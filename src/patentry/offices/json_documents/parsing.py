"""One value's bytes to a dictionary, or a refusal."""

from __future__ import annotations

import json
from typing import Any, Final

from patentry.offices.xml_documents.parsing import RefusedDocumentError
from patentry.offices.xml_documents.splitting import Piece, TooLarge

SHOWN_CHARACTERS: Final = 120


def object_of(piece: Piece) -> dict[str, Any]:
    """Answer the object a value is. Raises `RefusedDocumentError`.

    Raw control characters inside strings are taken, as several offices write them. A lone surrogate is no character
    and cannot be stored, so the value that holds one is broken.
    """
    if isinstance(piece, TooLarge):
        raise RefusedDocumentError("document_too_large", value=str(piece.size))
    try:
        text = piece.decode("utf-8")
        found = json.loads(text, strict=False)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise RefusedDocumentError("json_broken", value=excerpt(piece)) from error
    if not isinstance(found, dict):
        raise RefusedDocumentError("json_not_an_object", value=excerpt(piece))
    return found


def excerpt(piece: bytes) -> str:
    """Answer the beginning of a value, to show where it stands."""
    return " ".join(piece[: SHOWN_CHARACTERS * 4].decode("utf-8", errors="replace").split())[:SHOWN_CHARACTERS]
