"""From where a request comes, as a key to count by."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD = 64
"""A subscriber of IPv6 has at least a /64, so single addresses in it say nothing."""


def address_of(request: HttpRequest) -> str:
    """Answer the visitor's address, of IPv6 only its network; "unknown" where there is none.

    Behind `PATENTRY_PROXIES` proxies the last so many entries of X-Forwarded-For were written by them; what stands
    before is the visitor's own word and not believed.
    """
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.PATENTRY_PROXIES
    text = told[-trusted] if 0 < trusted <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, HOUSEHOLD), strict=False))
    return str(address)
