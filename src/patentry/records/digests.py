"""What a row says, in 32 letters: equal rows have equal digests, in every process and on every machine."""

from __future__ import annotations

import hashlib
import json
from operator import attrgetter

from patentry.records.patents import Record

LONG_FIELDS = ("description", "claims")
_short_fields = attrgetter(*(name for name in Record.__dataclass_fields__ if name not in LONG_FIELDS))
_encode = json.JSONEncoder(default=str, check_circular=False).encode


def digest_of(row: object) -> str:
    """Answer the digest of a row of any table but the records'."""
    return hashlib.blake2b(repr(row).encode(), digest_size=16).hexdigest()


def digest_of_record(row: Record) -> str:
    """Answer the digest of a record.

    Its long texts are taken as they are, because `repr` of a description costs half of what reading it does. Their
    lengths stand with the other fields, so that different rows never give the same bytes.
    """
    texts = [part.text for part in row.description]
    texts += [claim.text for claim in row.claims]
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    parts = [(part.kind, part.heading, part.lang) for part in row.description]
    claims = [(claim.number, claim.depends_on) for claim in row.claims]
    rest = _encode((_short_fields(row), parts, claims, [len(text) for text in encoded]))
    return hashlib.blake2b(b"".join([rest.encode(), *encoded]), digest_size=16).hexdigest()
