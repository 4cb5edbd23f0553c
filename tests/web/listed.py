"""Numbers of filings and lists of them; all fictional."""

from __future__ import annotations

from district.window.listcheck import reading


def numbered(twelve: str) -> str:
    """Answer an application number with its check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, reading.WEIGHTS, strict=True)) % 11
    return twelve + ("X" if total == 10 else str(total))


def listing(code: str, *applicants: str, credit_codes: tuple[str, ...] = (), until: str = "2026-03-31") -> bytes:
    """Answer a list with a filing of each applicant; `code`, four digits, keeps the numbers of batches apart."""
    lines = ["申请号,申请人,统一社会信用代码,代理机构,通知日,期限"]
    for serial, name in enumerate(applicants):
        credit_code = credit_codes[serial] if serial < len(credit_codes) else ""
        lines.append(f"{numbered(f'2024101{code}{serial}')},{name},{credit_code},,2026-02-02,{until}")
    return "\n".join(lines).encode()
