"""The steps of a sign-in that differ from allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import PhoneVerificationStage


class NumberStage(PhoneVerificationStage):  # type: ignore[misc]
    """A code proves the number of a new account; later sign-ins do without, and staff need no mobile at all."""

    def handle(self) -> tuple[Any, bool]:
        """Answer what to show and whether to go on."""
        if self.login.user and not self.login.signup:
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
