"""Where the bytes lie: a folder of the data folder, written so that a file is whole or not there.

The storage is Django's, chosen by `STORAGES["uploads"]`; an object storage takes this one's place by a setting.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "uploads"


def uploads() -> Storage:
    """Answer the storage of kept files."""
    return storages[ALIAS]


class HouseStorage(FileSystemStorage):
    """Files in a folder, readable by their owner only; there is no address under which they could be fetched."""

    def __init__(self, location: str | os.PathLike[str]) -> None:
        super().__init__(
            location=location, base_url=None, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def _save(self, name: str, content: File[bytes]) -> str:
        """Write beside the place, force to the disk, and move there in one step; a crash leaves only a `.part`."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            part.replace(place)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)
        return name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def everything(storage: Storage, folder: str = "") -> Iterator[str]:
    """Give the name of every file the storage holds."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" if folder else name for name in names)
    for inner in folders:
        yield from everything(storage, f"{folder}/{inner}" if folder else inner)
