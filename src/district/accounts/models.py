"""People, organisations, and who is what to whom, each for a span of days."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from district.accounts.letters import Sending
from district.accounts.roles import APPOINTED_ROLES, MEMBER_ROLES, POINT_ROLES, Role


class User(AbstractUser):
    """A person who may sign in. `username` is a code without meaning; people know themselves by name and number."""

    name = models.CharField(max_length=80, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    """In the form +8613800000000; empty where the person has none."""
    mobile_verified_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=[("zh", "中文"), ("en", "English")], default="zh")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mobile"], condition=~Q(mobile=""), name="a_mobile_number_is_one_person")
        ]

    class Privacy:
        kind = "contact"
        retention_days = None
        seen_by = ("self", "system_administrator")
        subject = "pk"
        erased = ("name", "mobile", "first_name", "last_name", "email")

    def __str__(self) -> str:
        return self.username

    @property
    def called(self) -> str:
        """What pages call the person: the name, or else the meaningless code."""
        return self.name or self.username


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    ENTERPRISE = "enterprise", _("Enterprise")
    SERVICE_INSTITUTION = "service_institution", _("Service institution")
    UNIVERSITY = "university", _("University or college")
    INSTITUTE = "institute", _("Research institute")
    PUBLIC_BODY = "public_body", _("Public body")
    OTHER = "other", _("Other")


class OrganisationSize(models.TextChoices):
    """The size class of a firm (统计上大中小微型企业划分办法), as it states it."""

    MICRO = "micro", _("Micro")
    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Medium")
    LARGE = "large", _("Large")
    UNKNOWN = "unknown", _("Not stated")


class Standing(models.TextChoices):
    """Whether an officer has verified what somebody claimed."""

    CLAIMED = "claimed", _("Claimed")
    VERIFIED = "verified", _("Verified by an officer")
    REFUSED = "refused", _("Refused")


class Organisation(models.Model):
    """A legal person: an enterprise, a service institution, a university. Its credit code tells it from all others."""

    credit_code = models.CharField(max_length=18, null=True, blank=True, unique=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ENTERPRISE)
    size = models.CharField(max_length=8, choices=OrganisationSize.choices, default=OrganisationSize.UNKNOWN)
    address = models.CharField(max_length=160, blank=True)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.CLAIMED)
    standing_since = models.DateTimeField(null=True, blank=True)
    standing_reason = models.CharField(max_length=200, blank=True)
    """Why an officer refused the claim, in words for who made it."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["name_zh"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("self", "point_staff", "district_officer")

    def __str__(self) -> str:
        return self.name_zh

    def name_in(self, lang: str) -> str:
        """Answer the name in a language, or else the Chinese one, which every organisation has."""
        return (self.name_en if lang == "en" else "") or self.name_zh


class ForADuration(models.Model):
    """A row that holds from a day until the day before another, or until further notice."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def holds(on: date, *, through: str = "") -> Q:
        """Answer the filter for rows that hold on a day; `through` is the path to the row, with its underscores."""
        still = Q(**{f"{through}valid_until__isnull": True}) | Q(**{f"{through}valid_until__gt": on})
        return Q(**{f"{through}valid_from__lte": on}) & still


class Membership(ForADuration):
    """A person belongs to an organisation and acts for it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=[(role.value, role.label) for role in MEMBER_ROLES])

    history = HistoricalRecords()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(valid_until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="membership_ends_later"
            ),
        ]

    class Privacy:
        kind = "contact"
        retention_days = 1095
        seen_by = ("self", "enterprise_admin", "district_officer")
        subject = "user"
        ended = ("valid_until",)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"


class Appointment(ForADuration):
    """The district gives a person a role, at one service point (its code) or, with an empty place, in the district."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=24, choices=[(role.value, role.label) for role in APPOINTED_ROLES])
    place = models.SlugField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "place"], condition=Q(valid_until__isnull=True), name="one_open_appointment"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.value for role in POINT_ROLES]) | ~Q(place=""),
                name="point_roles_have_a_place",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="appointment_ends_later",
            ),
        ]

    class Privacy:
        kind = "contact"
        retention_days = 1095
        seen_by = ("self", "point_head", "district_officer", "auditor")
        subject = "user"
        ended = ("valid_until",)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.place}"


class Proxy(ForADuration):
    """An organisation lets another (its agency) act for it until a day, which must be named."""

    principal = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proxies_given")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proxies_held")

    history = HistoricalRecords()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agency")), name="nobody_is_their_own_proxy"),
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="a_proxy_ends"),
        ]

    class Privacy:
        kind = "none"
        retention_days = 1095
        seen_by = ("self", "district_officer")
        ended = ("valid_until",)

    def __str__(self) -> str:
        return f"{self.principal_id} by {self.agency_id}"


class Invitation(models.Model):
    """An organisation's administrator invites the owner of a number, who takes it up by proving to have it, or of an
    address of e-mail, who is sent a link that is used once; only the digest of its secret stays."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    mobile = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    key_digest = models.CharField(max_length=64, blank=True)
    sending = models.CharField(max_length=10, choices=Sending.choices, default=Sending.NONE, blank=True)
    role = models.CharField(max_length=24, choices=[(role.value, role.label) for role in MEMBER_ROLES])
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "mobile", "email"],
                condition=Q(taken_at__isnull=True),
                name="one_open_invitation",
            ),
            models.CheckConstraint(condition=~Q(mobile="", email=""), name="an_invitation_is_to_somebody"),
        ]

    class Privacy:
        kind = "contact"
        retention_days = 30
        seen_by = ("self", "enterprise_admin")
        number = "mobile"
        made = "invited_at"
        goes = True
        ended = ("ends_at",)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class Recovery(models.Model):
    """Somebody lost password or second factor: one member of staff checks who it is, another opens the account."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recoveries")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    note = models.CharField(max_length=200)
    """How the identity was checked; no number of a document."""
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-checked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(checked_by=F("opened_by")), name="a_recovery_takes_two"),
            models.UniqueConstraint(fields=["user"], condition=Q(opened_at__isnull=True), name="one_open_recovery"),
        ]

    class Privacy:
        kind = "credential"
        retention_days = 1095
        seen_by = ("self", "point_head", "system_administrator", "auditor")
        subject = "user"
        erased = ("note",)
        ended = ("opened_at",)

    def __str__(self) -> str:
        return f"{self.user_id}"


class Acceptance(models.Model):
    """Somebody accepted a version of the privacy notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acceptances")
    version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="a_version_is_accepted_once")]

    class Privacy:
        kind = "trace"
        retention_days = None  # shows that the notice was accepted, for as long as the account is
        seen_by = ("self", "auditor")
        subject = "user"

    def __str__(self) -> str:
        return f"{self.user_id} {self.version}"


class ErasureRequest(models.Model):
    """Somebody asked that what the site knows about them be erased."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(done_at__isnull=True, refused_at__isnull=True),
                name="one_open_erasure_request",
            )
        ]

    class Privacy:
        kind = "trace"
        retention_days = 1095
        seen_by = ("self", "system_administrator", "auditor")
        subject = "user"
        ended = ("done_at", "refused_at")

    def __str__(self) -> str:
        return f"{self.user_id}"


class LegalHold(models.Model):
    """Nothing about a person is erased while a court, an audit or a dispute needs it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=200)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        kind = "trace"
        retention_days = None
        seen_by = ("system_administrator", "auditor")
        subject = "user"

    def __str__(self) -> str:
        return f"{self.user_id}"


class _HistoryOfFirms:
    """What an organisation was called and held for, by whom changed."""

    kind = "none"
    retention_days = None
    seen_by = ("district_officer", "auditor")


class _HistoryOfPeople:
    """Who was a member or appointed, by whom changed."""

    kind = "contact"
    retention_days = 1095
    seen_by = ("district_officer", "auditor")
    subject = "user"
    ended = ("history_date",)


TRACKED: tuple[type[models.Model], ...] = (Organisation, Membership, Appointment, Proxy)
"""Models whose every earlier state is kept (`history`); `update()` would leave none and is not used on them."""
for _model in TRACKED:
    _about = _HistoryOfPeople if _model in {Membership, Appointment} else _HistoryOfFirms
    _model.history.model.Privacy = _about  # type: ignore[attr-defined]


__all__ = [
    "TRACKED",
    "Acceptance",
    "Appointment",
    "ErasureRequest",
    "ForADuration",
    "Invitation",
    "LegalHold",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationSize",
    "Proxy",
    "Recovery",
    "Role",
    "Standing",
    "User",
]
