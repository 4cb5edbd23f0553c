"""The Django app of the ways between rooms."""

from django.apps import AppConfig

from district.casework import wording


class JourneysConfig(AppConfig):
    """From one room to the next."""

    name = "district.journeys"
    label = "journeys"

    def ready(self) -> None:
        """Lend the rooms joined here what stands beside their matters, and refusals their words."""
        from district.accounts import beside
        from district.journeys import ties

        wording.add("district.journeys")
        beside.register(ties.find)
