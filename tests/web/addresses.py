"""Every address of the site, walked from the URL map, with the values of its parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, converters, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from district.accounts.doors import Door

DEFAULTS: dict[type, Any] = {
    converters.IntConverter: 999_999,
    converters.SlugConverter: "no-such",
    converters.StringConverter: "no-such",
    converters.PathConverter: "no-such",
    converters.UUIDConverter: "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True)
class Address:
    """A view and how it is reached. `name` tells it from others in a test's title."""

    name: str
    pattern: URLPattern
    samples: dict[str, Any]
    has_language: bool
    way: tuple[str, ...] = field(default=())
    above: dict[str, Any] = field(default_factory=dict)
    """The parameters of the patterns this one is included under."""

    @property
    def door(self) -> Door | None:
        """What the view declares."""
        return getattr(self.pattern.callback, "door", None)

    def parameters(self) -> dict[str, Any]:
        """The sample of the room's `SAMPLES`, or else a value of the right kind that names nothing."""
        given = self.samples.get(self.pattern.name or "", {})
        kinds = self.above | getattr(self.pattern.pattern, "converters", {})
        found = {name: given.get(name, DEFAULTS.get(type(kind), "no-such")) for name, kind in kinds.items()}
        return found | given

    def path(self, lang: str) -> str:
        """The address in a language; one without a language prefix is the same in both."""
        from django.urls import reverse
        from django.utils.translation import override

        with override(lang):
            namespace = ":".join(self.way)
            name = f"{namespace}:{self.pattern.name}" if namespace else self.pattern.name
            return reverse(name or "", kwargs=self.parameters())


def every() -> tuple[Address, ...]:
    """Every address of the site."""
    root = import_module(settings.ROOT_URLCONF)
    return tuple(
        _walk(get_resolver().url_patterns, samples=_samples(root), has_language=False, way=(), prefix="", above={})
    )


def _samples(module: ModuleType | Any) -> dict[str, Any]:
    return getattr(module, "SAMPLES", {})


def _walk(
    patterns: list[Any],
    *,
    samples: dict[str, Any],
    has_language: bool,
    way: tuple[str, ...],
    prefix: str,
    above: dict[str, Any],
) -> Iterator[Address]:
    for pattern in patterns:
        said = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(pattern.name or said or "/", pattern, samples, has_language, way, above)
        elif isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns,
                samples=samples | _samples(pattern.urlconf_module),
                has_language=has_language or isinstance(pattern.pattern, LocalePrefixPattern),
                way=(*way, pattern.namespace) if pattern.namespace else way,
                above=above | getattr(pattern.pattern, "converters", {}),
                prefix=said if not isinstance(pattern.pattern, LocalePrefixPattern) else prefix,
            )
