"""The SMS channel: an answer or an apology for every accepted message, once, whatever breaks.

`Channel.open(services)` reads the accounts; `routes()` is what operators call, `running()` answers and sends meanwhile.
"""

from bot.channels.sms.channel import Channel
from bot.channels.sms.tables import MIGRATIONS

__all__ = ["MIGRATIONS", "Channel"]
