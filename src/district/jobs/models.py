"""How far tasks are, who is alive, who runs the loop, and what has been done for which deadline."""

from __future__ import annotations

from django.db import models


class Progress(models.Model):
    """How far a task is, for the page that waits for it. `stage` is a code the room turns into words."""

    task = models.UUIDField(unique=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    """Null: not known yet."""
    at = models.DateTimeField()

    class Privacy:
        kind = "none"
        retention_days = 30
        seen_by = ("self", "system_administrator")
        ended = ("at",)

    def __str__(self) -> str:
        return f"{self.task} {self.done}/{self.total}"


class Pulse(models.Model):
    """When a process last showed that it lives: one row a worker, and one for each loop that made a round."""

    name = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Privacy:
        kind = "none"
        retention_days = 7
        seen_by = ("system_administrator",)
        ended = ("at",)

    def __str__(self) -> str:
        return f"{self.name} {self.at:%F %T}"


class Lease(models.Model):
    """Which process may run a loop, until when. Only thrift depends on it: what may happen once has its own row."""

    name = models.CharField(max_length=64, unique=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()

    class Privacy:
        kind = "none"
        retention_days = 7
        seen_by = ("system_administrator",)
        ended = ("until",)

    def __str__(self) -> str:
        return f"{self.name} {self.holder}"


class Acted(models.Model):
    """The system acted for this deadline of this matter: the claim, written in the transaction of the act."""

    matter = models.CharField(max_length=80)
    deadline = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "deadline", "due_at"], name="one_act_a_matter_and_deadline")
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("auditor", "system_administrator")

    def __str__(self) -> str:
        return f"{self.matter} {self.deadline} {self.due_at:%F %T}"


class Setback(models.Model):
    """An act for a deadline that failed and was undone: tried again later and later, so that it holds up no other."""

    matter = models.CharField(max_length=80)
    deadline = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    fault = models.CharField(max_length=120)
    """The class of the error, never its text, which may hold a person's words."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "deadline", "due_at"], name="one_setback_a_matter_and_deadline")
        ]

    class Privacy:
        kind = "none"
        retention_days = 90
        seen_by = ("system_administrator",)
        ended = ("next_at",)

    def __str__(self) -> str:
        return f"{self.matter} {self.deadline} {self.attempts}"
