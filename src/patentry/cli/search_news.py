"""A kept search on the command line: kept, and asked again for what is new."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from patentry.cli.output import Output
from patentry.search.searching import Searcher
from patentry.search.watching import KeptRun, News, NewsItem, news_since, read_run, write_run
from patentry.wording import Refusal


def save_run(run: KeptRun, path: Path) -> None:
    """Keep a run in a file; one that is there is replaced whole."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_text(write_run(run), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        raise Refusal("search.file_unwritable", path=path) from None


def tell_news(searcher: Searcher, path: Path, save: Path | None, output: Output, *, at: datetime) -> int:
    """Ask a kept question again and print what is new; keep the new run where that was asked for."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal("search.file_unreadable", path=path) from None
    news = news_since(searcher, read_run(text, name=str(path)), at=at)
    if save:
        save_run(news.now, save)
    if output.as_json:
        output.json(_contract(news))
    else:
        _print(news, output)
        if save:
            output.line(output.say("search.watch.saved", path=save))
    return 0


def _contract(news: News) -> dict[str, object]:
    names = ("since", "since_snapshot", "snapshot", "new", "gone", "changed", "unchanged", "is_compared")
    return {name: getattr(news, name) for name in names}


def _print(news: News, output: Output) -> None:
    output.line(
        output.say("search.news.heading", since=f"{news.since:%Y-%m-%d %H:%M} UTC", before=news.since_snapshot,
                   now=news.snapshot, new=len(news.new), gone=len(news.gone), changed=len(news.changed),
                   unchanged=news.unchanged)
    )  # fmt: skip
    if not news.is_compared:
        output.line(output.say("search.news.uncompared", before=news.since_snapshot))
    for name, items in (("new", news.new), ("gone", news.gone), ("changed", news.changed)):
        if items:
            output.line()
            output.line(output.say(f"search.news.{name}"))
        for item in items:
            _print_item(item, output)


def _print_item(item: NewsItem, output: Output) -> None:
    output.line(f"  {item.publication_number}  {item.title}")
    if item.because != "changed":
        if item.status is None:
            output.line(f"      {output.say(f'search.news.because.{item.because}')}")
    elif item.differences == ():
        output.line(f"      {output.say('search.news.same')}")
    for one in item.differences or ():
        nothing = output.say("search.news.nothing")
        output.line(
            "      " + output.say("search.news.field", field=one.field, before=one.before or nothing,
                                  after=one.after or nothing, file=one.file or nothing)
        )  # fmt: skip
    if item.status is not None:
        before, after = (output.say(f"search.status.{status}") for status in item.status)
        output.line(f"      {output.say('search.news.status', before=before, after=after)}")
