"""`patentry search`: what came before a text, a patent or a fielded query, and why."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patentry.cli.options import iso_date, positive
from patentry.cli.output import Output
from patentry.cli.search_evidence import gather, print_evidence
from patentry.cli.search_log import log_step, print_log
from patentry.cli.search_news import save_run, tell_news
from patentry.cli.search_remarks import listed, point_at, print_remarks, read_text
from patentry.corpus import Home
from patentry.search.asking import DEFAULT_TOP, Answer, Ask, Hit, ask_of_text
from patentry.search.backends import BackendSearcher, open_backend
from patentry.search.evaluation import JudgementError, read_judgements
from patentry.search.judging import Judged, ask_of, judge
from patentry.search.log import LoggedStep, read_log, steps_to_name
from patentry.search.means import means_told
from patentry.search.query import QueryError, parse_query
from patentry.search.runs import Asked, is_hyphened, read_questions, run_lines
from patentry.search.searching import Searcher, open_searcher
from patentry.search.standing import STATUSES
from patentry.search.synonyms import Synonyms, read_synonyms
from patentry.search.watching import take_run
from patentry.wording import Refusal

RUN_DEPTH = 1_000


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("search", help="find what came before a text or a patent, and why")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("text", nargs="?", metavar="TEXT", help="an idea, a claim, a page; - reads it from the input")
    asked.add_argument("--like", metavar="NUMBER", help="documents like this patent, its family left out")
    asked.add_argument("--queries", type=Path, metavar="FILE", help="questions, one a line: name, text or like:NUMBER, "
                       "perhaps a day, parted by tabs")  # fmt: skip
    parser.add_argument("--query", metavar="FIELDED", help="a fielded query, as TIAB=(display OR panel) AND IPC=G09G; "
                        "beside a text or --like only among what it finds")  # fmt: skip
    parser.add_argument("--before", type=iso_date, metavar="DATE", help="only what was published before this day")
    parser.add_argument("--status", nargs="+", action="extend", default=[], metavar="STATUS", choices=STATUSES,
                        help="only what stands so: in_force, pending, ended, unknown")  # fmt: skip
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="the day of --status (default: today)")
    parser.add_argument("--unknown", action="store_true", help="also what an unknown day or status would leave out")
    parser.add_argument("--prior", action="store_true", help="candidates and evidence alike were published before the "
                        "patent asked about, or before --before")  # fmt: skip
    parser.add_argument("--top", type=positive, metavar="N", help=f"so many hits (default: {DEFAULT_TOP}; in a run "
                        f"{RUN_DEPTH})")  # fmt: skip
    parser.add_argument("--run", type=Path, dest="run_file", metavar="FILE", help="write the hits as TREC run lines")
    parser.add_argument("--evaluate", type=Path, metavar="QRELS", help="judge the answers to --queries by TREC "
                        "judgements, beside plain BM25")  # fmt: skip
    parser.add_argument("--coverage", action="store_true", help="which parts of the text the hits cover, alone and "
                        "together")  # fmt: skip
    parser.add_argument("--against", nargs="+", action="extend", default=[], metavar="NUMBER", help="with --coverage: "
                        "these documents instead of the hits")  # fmt: skip
    parser.add_argument("--classes", action="store_true", help="which classes the text belongs in, with definitions")
    parser.add_argument("--synonyms", type=Path, metavar="FILE", help="a table of synonyms, a row for each idea, that "
                        "widens the words of a text or a query")  # fmt: skip
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help="keep all the question finds, to be compared with later"
    )
    parser.add_argument("--since", type=Path, metavar="FILE", help="ask a kept question again: what is new, gone or "
                        "changed, and which field of which file")  # fmt: skip
    parser.add_argument("--log", type=Path, metavar="FILE", help="a search log: the question is added, a query may "
                        "name its steps (S1 AND S2); without a question the log is printed")  # fmt: skip
    parser.add_argument("--backend", metavar="ADDRESS", help="ask an engine that patentry index --backend has filled")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Search."""
    try:
        return _run(options, output)
    except QueryError as error:
        output.complain(error.sentence(output.lang))
        if options.query and not output.as_json:
            point_at(options.query, error.column)
        return 1


def _run(options: argparse.Namespace, output: Output) -> int:
    if options.evaluate and not options.queries:
        raise Refusal("search.evaluate_needs_queries")
    if options.queries:
        _check_alone(options)
    earlier = read_log(options.log) if options.log else ()
    if options.log and not _is_asked(options):
        return print_log(earlier, output)
    if not _is_asked(options) and not options.since:
        raise Refusal("search.nothing_asked")
    if options.since:
        if _is_asked(options):
            raise Refusal("search.since_has_question", path=options.since)
        return tell_news(open_searcher(Home(options.home)), options.since, options.save, output, at=datetime.now(UTC))
    if options.backend:
        return _of_engine(options, earlier, output)
    searcher = open_searcher(Home(options.home))
    if options.queries:
        return _many(searcher, options, output)
    ask = _ask(options, earlier)
    answer = searcher.search(ask)
    step = (
        log_step(options.log, ask, answer, asked=ask.text or ask.like or options.query, at=datetime.now(UTC))
        if options.log
        else None
    )
    if options.run_file:
        ranked = [(hit.publication_number, hit.score) for hit in answer.hits]
        _write(options.run_file, run_lines("1", ranked))
    if options.save:
        save_run(take_run(searcher, ask, at=datetime.now(UTC)), options.save)
    told = gather(searcher, ask, answer, options, output.lang)
    if output.as_json:
        output.json(asdict(answer) | told.as_contract() | ({"step": step.name} if step else {}))
        return 0
    print_remarks(ask, options.text, answer, output)
    _print(answer, output)
    print_evidence(told, output)
    if step:
        output.line(output.say("search.log.added", step=step.name, path=options.log))
    if options.save:
        output.line(output.say("search.watch.saved", path=options.save))
    return 0


def _of_engine(options: argparse.Namespace, earlier: Sequence[LoggedStep], output: Output) -> int:
    """One question, answered out of an engine's candidates; what reads the index on this machine is refused."""
    given = {"--queries": options.queries, "--log": options.log, "--coverage": options.coverage,
             "--against": options.against, "--classes": options.classes}  # fmt: skip
    for name, value in given.items():
        if value:
            raise Refusal("search.backend_option", option=name)
    answer = BackendSearcher(Home(options.home), open_backend(options.backend)).search(_ask(options, earlier))
    if options.run_file:
        _write(options.run_file, run_lines("1", [(hit.publication_number, hit.score) for hit in answer.hits]))
    if output.as_json:
        output.json(asdict(answer))
    else:
        _print(answer, output)
    return 0


def _check_alone(options: argparse.Namespace) -> None:
    """A file of questions is answered as a run: what goes with one question only is refused."""
    names = ("log", "query", "coverage", "against", "classes", "synonyms", "save")
    for name in names:
        if getattr(options, name):
            raise Refusal("search.one_question", option=f"--{name}")


def _synonyms(path: Path) -> Synonyms:
    try:
        return read_synonyms(path.read_bytes(), name=path.name)
    except OSError:
        raise Refusal("search.file_unreadable", path=path) from None


def _is_asked(options: argparse.Namespace) -> bool:
    return any(told is not None for told in (options.text, options.like, options.query, options.queries))


def _ask(options: argparse.Namespace, earlier: Sequence[LoggedStep]) -> Ask:
    pasted = Ask(like=options.like) if options.text is None else ask_of_text(_text(options.text))
    return replace(
        pasted,
        query=None if options.query is None else parse_query(options.query),
        before=options.before,
        statuses=tuple(options.status),
        on=options.on or datetime.now(UTC).date(),
        with_unknown=options.unknown,
        is_prior=options.prior,
        top=options.top or DEFAULT_TOP,
        steps=steps_to_name(earlier),
        synonyms=_synonyms(options.synonyms) if options.synonyms else None,
    )


def _text(told: str) -> str:
    return read_text(sys.stdin.buffer.read()) if told == "-" else told


def _many(searcher: Searcher, options: argparse.Namespace, output: Output) -> int:
    asked = read_questions(_lines(options.queries), name=options.queries.name)
    refused: list[str] = []

    def tell(one: Asked, refusal: Refusal) -> None:
        refused.append(one.query)
        output.complain(
            output.say("search.question_refused", line=one.line, query=one.query, why=refusal.sentence(output.lang))
        )

    if options.evaluate:
        judgements = _judgements(options.evaluate)
        judged = judge(searcher, asked, judgements, is_prior=options.prior, refused=tell)
        _print_judged(judged, output)
        return 1 if refused else 0
    top = options.top or RUN_DEPTH
    hyphens = is_hyphened(asked)
    lines: list[str] = []
    for one in asked:
        try:
            ask = ask_of(one, is_prior=options.prior, top=top)
            lines += run_lines(one.query, searcher.ranked(ask), hyphens=hyphens)
        except Refusal as refusal:
            tell(one, refusal)
    if options.run_file:
        _write(options.run_file, lines)
        if not output.as_json:
            output.line(output.say("search.run_written", questions=len(asked) - len(refused), path=options.run_file))
    else:
        for line in lines:
            output.line(line)
    return 1 if refused else 0


def _lines(path: Path) -> Iterator[str]:
    try:
        yield from path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refusal("search.file_unreadable", path=path) from None


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    try:
        return read_judgements(_lines(path))
    except JudgementError as error:
        raise Refusal(
            "search.judgement_unreadable", path=path, line=error.line, found=error.text, shape=error.shape
        ) from None


def _write(path: Path, lines: list[str]) -> None:
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError:
        raise Refusal("search.file_unwritable", path=path) from None


def _print(answer: Answer, output: Output) -> None:
    if answer.query is not None:
        output.line(output.say("search.query_read", query=answer.query, found=answer.found))
    for typed, places in answer.expanded.items():
        output.line(output.say("search.expanded", typed=typed, places=listed(places, output)))
    for typed, others in answer.synonyms.items():
        output.line(output.say("search.synonyms", typed=typed, others=", ".join(others)))
    for hit in answer.hits:
        _print_hit(hit, output)
    if not answer.hits:
        output.line(output.say("search.no_hits"))
    if answer.unknown_excluded:
        output.line(output.say("search.unknown_excluded", count=answer.unknown_excluded))
    output.line(output.say("search.from_snapshot", snapshot=answer.snapshot, took=answer.took_ms))
    for line in means_told(answer, output.lang):
        output.line(line)
    if answer.current != answer.snapshot:
        output.line(output.say("search.index_behind", snapshot=answer.snapshot, current=answer.current))


def _print_hit(hit: Hit, output: Output) -> None:
    output.line(
        f"{hit.rank}. {hit.publication_number}  {hit.title or '—'}  ({hit.published or output.say('search.undated')})"
    )
    if hit.passage:
        output.line(f"   {hit.passage[:300]}")
    told = [
        (output.say("search.why.terms"), ", ".join(hit.why.terms)),
        (output.say("search.why.classes"), ", ".join(hit.why.classes)),
        (output.say("search.why.neighbours"), ", ".join(hit.why.neighbours)),
        (
            output.say("search.why.shares"),
            ", ".join(
                f"{output.say(f'search.feature.{part.feature}')} {part.share:.0%}"
                for part in hit.why.parts
                if part.share >= 0.01
            ),
        ),
    ]
    for name, value in told:
        if value:
            output.line(f"   {name}: {value}")


def _print_judged(judged: Judged, output: Output) -> None:
    if output.as_json:
        output.json(judged)
        return
    heading = [output.say(f"search.judged.{name}") for name in ("measure", "ours", "plain", "above", "chance")]
    rows = [
        (
            ours.measure,
            f"{ours.mean:.3f} [{ours.low:.3f}, {ours.high:.3f}]",
            f"{plain.mean:.3f} [{plain.low:.3f}, {plain.high:.3f}]",
            f"{above.mean:+.3f}",
            f"{above.chance:.4f}",
        )
        for ours, plain, above in zip(judged.ours, judged.plain, judged.above, strict=True)
    ]
    output.table(heading, rows)
    output.line(output.say("search.judged.took", queries=judged.queries, median=judged.median_ms, p95=judged.p95_ms))
