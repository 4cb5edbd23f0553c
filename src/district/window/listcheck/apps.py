"""The Django app of the list check."""

from django.apps import AppConfig

from district.casework import wording


class ListCheckConfig(AppConfig):
    """Batches of filings to take up with their applicants."""

    name = "district.window.listcheck"
    label = "listcheck"

    def ready(self) -> None:
        """Lend words to refusals, days to the loop, judgement to files, counts to returns, flags to other pages."""
        from district.accounts import remarks as firms
        from district.accounts import verified
        from district.directory import doings
        from district.files import access
        from district.jobs import loop
        from district.openstats import remarks as patents
        from district.openstats.services import registry
        from district.window.listcheck import actions, counting, flags, queries, statistics
        from district.window.listcheck.overdue import answers, overdue

        wording.add("district.window.listcheck")
        loop.register("listcheck", overdue)
        loop.register("listcheck.answers", answers)
        doings.register("district.window.listcheck", counting.doings, place=15)
        access.register("filing", queries.may_read)
        registry.register("district.window.listcheck", statistics, place=30)
        patents.register("listcheck", flags.on_patent)
        firms.register("listcheck", flags.on_firm)
        verified.register("listcheck", actions.match_verified)
