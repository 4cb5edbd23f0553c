"""More people for the demonstration than it has, so that fifty may work at once; printed as JSON.

`python -m bench.site_crowd` on the data folder `PATENTRY_HOME` names, with its database.
"""

from __future__ import annotations

import json

APPLICANTS = 20
CLERKS = 6


def main() -> None:
    """Make them by the ordinary rows; a password is hashed once, which is what takes time."""
    import django

    django.setup()
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from district.accounts.models import Appointment, Membership, Organisation, Role, Standing, User
    from district.accounts.privacy import notice
    from district.demonstration import people

    at, password = timezone.now(), make_password(people.password())
    known = {"password": password, "mobile_verified_at": at}
    applicants, clerks = [], []
    for n in range(APPLICANTS):
        user = User.objects.create(username=f"load{n}", name=f"压测企业{n}", mobile=f"+86137{n:08}", **known)
        firm = Organisation.objects.create(
            name_zh=f"压测企业{n}（演示）", standing=Standing.VERIFIED, standing_since=at
        )
        role = Role.ENTERPRISE_USER
        Membership.objects.create(user=user, organisation=firm, role=role, valid_from=at.date())
        notice.accept(by=user, at=at, seen=notice.version())
        applicants.append(user.username)
    for n in range(CLERKS):
        user = User.objects.create(username=f"clerk{n}", name=f"压测窗口{n}", mobile=f"+86136{n:08}", **known)
        Appointment.objects.create(user=user, role=Role.POINT_STAFF, place="center", valid_from=at.date())
        TOTP.activate(user, people.secret())
        clerks.append(user.username)
    print(json.dumps({"applicants": applicants, "clerks": clerks, "password": people.password()}))


if __name__ == "__main__":
    main()
