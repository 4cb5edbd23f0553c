"""E-mail by SMTP. The subject is the kind's title, so it holds no personal data; the text stands inside only.

Step by step, because the step tells what is certain: what fails before the text is handed over was not sent.
"""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from django.conf import settings

from district.notices.channels.messages import Message, NotSent, Person, Refused, Uncertain

SECONDS = 15.0


class Email:
    """The operator's mail server."""

    name = "email"
    is_group = False
    is_idempotent = False

    def is_configured(self) -> bool:
        """Answer whether there is a server."""
        return bool(settings.PATENTRY_SMTP)

    def address_of(self, person: Person) -> str:
        """Answer the person's address."""
        return person.email

    def send(self, message: Message) -> None:
        """Hand one mail to the server."""
        mail = written(message)
        try:
            server = _connected()
        except smtplib.SMTPAuthenticationError:
            raise NotSent("smtp_login") from None
        except (OSError, smtplib.SMTPException):
            raise NotSent("smtp_connect") from None
        try:
            _hand_over(server, mail, message.to)
        finally:
            server.close()


def written(message: Message) -> EmailMessage:
    """Answer the mail."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = message.title, settings.PATENTRY_MAIL_FROM, message.to
    mail["Date"], mail["Message-ID"] = formatdate(), f"<{message.key}@{settings.PATENTRY_MAIL_FROM.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join(part for part in (message.text, message.link) if part) + "\n")
    return mail


def _connected() -> smtplib.SMTP:
    parts = urlsplit(settings.PATENTRY_SMTP)
    host = parts.hostname or "localhost"
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=SECONDS)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls()
            server.ehlo()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _hand_over(server: smtplib.SMTP, mail: EmailMessage, to: str) -> None:
    try:
        server.ehlo_or_helo_if_needed()
        for code, _ in (server.mail(settings.PATENTRY_MAIL_FROM), server.rcpt(to)):
            _judge(code)
    except (OSError, smtplib.SMTPException):
        raise NotSent("smtp_before_text") from None
    try:
        code, _ = server.data(mail.as_bytes())
    except smtplib.SMTPDataError as fault:  # the server did not even ask for the text
        _judge(fault.smtp_code)
        raise NotSent("smtp_data") from None
    except (OSError, smtplib.SMTPException):
        raise Uncertain("smtp_data") from None
    _judge(code)


def _judge(code: int) -> None:
    if 400 <= code < 500:
        raise NotSent(f"smtp_{code}")
    if code >= 500:
        raise Refused(f"smtp_{code}")
