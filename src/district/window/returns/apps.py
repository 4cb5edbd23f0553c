"""The Django app of the returns."""

from django.apps import AppConfig

from district.casework import wording


class ReturnsConfig(AppConfig):
    """Returns of service points."""

    name = "district.window.returns"
    label = "returns"

    def ready(self) -> None:
        """Lend the room's words to refusals, and close the desk log for days whose return is handed in."""
        from district.window.desklog import policies
        from district.window.returns.queries import is_handed_in

        wording.add("district.window.returns")
        policies.register_lock(is_handed_in)
