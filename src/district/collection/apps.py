"""The Django app of the officer's desk."""

from datetime import timedelta

from django.apps import AppConfig

from district.casework import wording

WATCH_EVERY = timedelta(seconds=30)


class CollectionConfig(AppConfig):
    """Office files on their way into the corpus."""

    name = "district.collection"
    label = "collection"

    def ready(self) -> None:
        """Lend the room's words to refusals, and look after the watched folder."""
        from district.collection.watching import watch
        from district.jobs import loop

        wording.add("district.collection")
        loop.register_chore("collection.watch", watch, every=WATCH_EVERY)
