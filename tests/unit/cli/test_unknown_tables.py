"""A new user's walk with a table nobody knows: a mapping is proposed, corrected, given once and from then on known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

Command = Any
UNKNOWN = "Robot,Nr,Wo,Wann,Was\nyes,9999998,US,2018-06-19,A lamp\nno,9999997,US,2018-06-26,A hinge\n"
PLAIN = "Patent / Publication No.,Title,Robots\nUS9999998B2,Lamp,yes\nUS9999997B2,Hinge,no\n"


def problems(answer: Any) -> dict[str, str]:
    return {p["code"]: p["example"]["value"] for file in answer.json["files"] for p in file["problems"]}


def proposed(empty: Command, answer: Any) -> Path:
    """The one file that was proposed, as the report names it."""
    (path,) = (empty.home / "mappings").iterdir()
    assert str(path) in next(iter(problems(answer).values()))
    return Path(path)


def corrected(empty: Command, *changes: tuple[str, str]) -> Path:
    """The proposal, corrected and kept elsewhere."""
    text = proposed(empty, empty("ingest", empty.write("unknown.csv", UNKNOWN))).read_text(encoding="utf-8")
    for old, new in (
        (
            "\n[labels]\n",
            'publication_date = ["Wann"]\ntitle = ["Was"]\n[constants]\nright_type = "invention"\n[labels]\n',
        ),
        *changes,
    ):
        assert old in text
        text = text.replace(old, new)
    return Path(empty.write("mine.toml", text))


def test_an_unknown_table_is_refused_with_a_proposal_that_lists_fields_and_unused_columns(empty: Command) -> None:
    answer = empty("ingest", empty.write("unknown.csv", UNKNOWN))
    assert (answer.code, answer.json["snapshot"]) == (1, 0)
    assert answer.json["files"][0]["rejected"] == 1
    assert "publication_number ← Wo + Nr; labels ← Robot" in problems(answer)["mapping_proposed"]
    text = proposed(empty, answer).read_text(encoding="utf-8")
    assert 'not used: ["Wann", "Was"]' in text
    assert "publication_date" in text


def test_a_corrected_mapping_reads_the_table_and_needs_no_map_again(empty: Command) -> None:
    mapping = corrected(empty)
    first = empty("ingest", "--map", mapping, empty.folder / "unknown.csv")
    assert (first.code, problems(first)) == (0, {})
    assert [file["kept"] for file in first.json["files"]] == [2]
    mapping.unlink()
    later = empty("ingest", empty.write("later.csv", "ROBOT; Nr.;Wo;Wann;Was\nno;9999996;US;2018-07-03;A wick\n"))
    assert (later.code, problems(later), later.json["files"][0]["format"]) == (0, {}, "mapped_table")
    records = empty("records", "--number", "US9999996").json
    assert "A wick" in str(records)
    assert "2018-07-03" in str(records)


def test_a_table_with_another_heading_is_not_read_by_it(empty: Command) -> None:
    empty("ingest", "--map", corrected(empty), empty.folder / "unknown.csv")
    other = empty.write("other.csv", UNKNOWN.replace("Was", "Worüber").replace("9999", "8888"))
    answer = empty("ingest", other)
    assert (answer.code, list(problems(answer))) == (1, ["mapping_proposed"])
    told = empty("ingest", "--map", empty.folder / "mine.toml", other)
    assert list(problems(told)) == ["mapping_unmatched"]


def test_a_proposal_somebody_is_correcting_is_not_written_over(empty: Command) -> None:
    path = proposed(empty, empty("ingest", empty.write("unknown.csv", UNKNOWN)))
    path.write_text(path.read_text(encoding="utf-8").replace('["Wo", "Nr"]', '["Nr"]'), encoding="utf-8")
    again = empty("ingest", empty.folder / "unknown.csv")
    assert "publication_number ← Nr;" in problems(again)["mapping_proposed"]
    assert 'publication_number = ["Nr"]' in path.read_text(encoding="utf-8")


def test_a_table_without_doubt_is_taken_and_says_by_which_mapping(empty: Command) -> None:
    answer = empty("ingest", empty.write("plain.csv", PLAIN))
    assert (answer.code, answer.json["files"][0]["kept"]) == (0, 2)
    told = problems(answer)["mapping_assumed"]
    found = re.search(r"\[(\w+)\]$", told)
    assert found is not None
    assert (empty.home / "mappings" / f"{found[1]}.toml").exists()


def test_an_assumed_mapping_can_be_corrected_and_the_same_bytes_are_read_again(empty: Command) -> None:
    table = empty.write("plain.csv", PLAIN)
    empty("ingest", table)
    (path,) = (empty.home / "mappings").iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace('yes = ["true", "yes"', 'yes = ["no"'), encoding="utf-8")
    answer = empty("ingest", "--map", path, table)
    assert (answer.code, list(problems(answer))) == (0, [])
    assert empty("records", "--number", "US9999997").json["labels"] == ["Robots"]


def test_a_mapping_that_is_none_is_refused_in_words(empty: Command) -> None:
    table = empty.folder / "unknown.csv"
    cases = {
        "names a field that does not exist: colour": ("\ntitle =", "\ncolour ="),
        'a column "Wozu"': ('title = ["Was"]', 'title = ["Wozu"]'),
        "does not say which column holds": ('publication_number = ["Wo", "Nr"]', "publication_number = []"),
        "is no TOML": ("\n[fields]\n", "\n[fields\n"),
    }
    for told, change in cases.items():
        answer = empty("ingest", "--map", corrected(empty, change), table, as_json=False)
        assert answer.code == 1, told
        assert told in answer.err
    assert empty("ingest", "--map", empty.folder / "nowhere.toml", table).code == 1


def test_where_several_columns_could_hold_the_number_the_proposal_asks(empty: Command) -> None:
    answer = empty("ingest", empty.write("two.csv", "A,B,C\n9999998,1234567,x\n9999997,1234568,y\n"))
    assert "mapping_proposed" in problems(answer)
    text = proposed(empty, answer).read_text(encoding="utf-8")
    assert "# 必填 / needed: publication_number" in text
    # An unfinished proposal stops no other work.
    assert empty("ingest", empty.write("plain.csv", PLAIN)).code == 0
