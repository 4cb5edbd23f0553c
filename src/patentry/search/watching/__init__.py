"""Saved searches watched: what a question found once beside what it finds now, and which field of which file made the
difference.

`take_run` keeps what a question finds with a fingerprint of every document; `news_since` compares it with the current
index. Nothing watches by itself: whoever wants to be told asks.
"""

from patentry.search.watching.comparing import News, NewsItem, news_since
from patentry.search.watching.differences import Difference
from patentry.search.watching.keeping import KeptHit, KeptRun, read_run, take_run, write_run

__all__ = ["Difference", "KeptHit", "KeptRun", "News", "NewsItem", "news_since", "read_run", "take_run", "write_run"]
