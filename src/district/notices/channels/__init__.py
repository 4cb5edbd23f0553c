"""The ways out of the house, one folder each. To add one: copy a folder and add its line to `channels()`.

A channel says whether the operator has configured it, where it reaches a person, and sends one message. It raises
`NotSent` where the other side certainly did not take the message (it is tried again), `Refused` where it never will,
and `Uncertain` where nobody can know.
"""

from __future__ import annotations

from district.notices.channels.dingtalk import DingTalk
from district.notices.channels.email import Email
from district.notices.channels.messages import Channel
from district.notices.channels.sms import Sms
from district.notices.channels.wecom import WeCom


def channels() -> dict[str, Channel]:
    """Answer every channel by name."""
    return {channel.name: channel for channel in (Email(), Sms(), WeCom(), DingTalk())}


def configured() -> dict[str, Channel]:
    """Answer the channels the operator has configured."""
    return {name: channel for name, channel in channels().items() if channel.is_configured()}
