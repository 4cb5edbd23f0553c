"""A city's unified identity (OpenID Connect), as the environment names it; none by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ID = "city"


def providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """Answer allauth's setting: empty without `PATENTRY_OIDC_SERVER`, which is the issuer's address."""
    server = environment.get("PATENTRY_OIDC_SERVER", "")
    if not server:
        return {}
    app = {
        "provider_id": ID,
        "name": environment.get("PATENTRY_OIDC_NAME", "") or "统一身份认证",
        "client_id": environment.get("PATENTRY_OIDC_CLIENT_ID", ""),
        "secret": environment.get("PATENTRY_OIDC_SECRET", ""),
        "settings": {"server_url": server, "uid_field": environment.get("PATENTRY_OIDC_UID_FIELD", "") or "sub"},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
