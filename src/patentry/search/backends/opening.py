"""From an address to an engine."""

from __future__ import annotations

import os
from collections.abc import Mapping

from patentry.search.backends.contract import SearchBackend
from patentry.search.backends.lance import LanceBackend
from patentry.search.backends.milvus import MilvusBackend
from patentry.wording import Refusal

TOKEN = "PATENTRY_MILVUS_TOKEN"


def open_backend(address: str, options: Mapping[str, str] | None = None) -> SearchBackend:
    """Answer the engine of an address: `lance:FOLDER`, `lance:s3://BUCKET/PATH` or `milvus:ADDRESS`.

    `options` are those of the object storage; what is not given there is taken from its usual variables (AWS_…), the
    token of a Milvus server from PATENTRY_MILVUS_TOKEN. Raises `Refusal` for an address of no engine, and where the
    extra of an engine is not installed.
    """
    engine, _, rest = address.partition(":")
    if engine == "lance" and rest:
        return LanceBackend(rest, options)
    if engine == "milvus" and rest:
        return MilvusBackend(rest, os.environ.get(TOKEN, ""))
    raise Refusal("search.backend_unknown", address=address)
