"""USPTO weekly grant XML: files and documents, hostile ones among them, and the real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from grant_xml import codes, grant, numbered

from patentry.offices.reading import Batch, Source
from patentry.offices.uspto_grant_xml import UsptoGrantXml
from patentry.records import Claim, LangText, Severity

Read = Callable[..., Batch]


# Documents and files


def test_each_declaration_is_a_document_and_rows_count_them(read: Read) -> None:
    other = '<?xml version="1.0"?><sequence-cwu id="SEQLST-1"><p/></sequence-cwu>'
    batch = read(numbered(1) + other + numbered(2))
    assert (batch.documents, batch.kept, batch.rejected) == (3, 2, 1)
    assert [read.publication_number for read in batch.records] == ["US7000001B2", "US7000002B2"]
    refused = batch.problems[0]
    assert (refused.code, refused.row, refused.value) == ("not_a_grant", 2, "sequence-cwu")
    assert refused.severity is Severity.REJECTED
    assert batch.quarantine[0].row == 2
    assert batch.quarantine[0].content == other


def test_truncated_document_costs_that_document_only(read: Read) -> None:
    cut = numbered(2)[:900]
    batch = read(numbered(1) + cut + numbered(3) + numbered(4)[:-10])
    assert (batch.documents, batch.kept) == (4, 2)
    assert [(problem.code, problem.row) for problem in batch.problems] == [("xml_broken", 2), ("xml_broken", 4)]
    assert batch.quarantine[0].content == cut


def test_text_before_the_first_declaration_is_accounted_for(read: Read) -> None:
    batch = read("<us-patent-grant>lost" + numbered(1))
    assert (batch.documents, batch.kept, batch.rejected) == (2, 1, 1)


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_single_document_is_read_with_or_without_mark_blank_and_declaration(read: Read, prefix: bytes) -> None:
    content = grant().encode()
    assert read(prefix + content).kept == 1
    without = content.split(b"?>\n", 1)[1]
    assert read(prefix + without, expect="uspto_grant_xml").kept == 1


def test_grant_without_a_dtd_is_read_and_an_unknown_version_is_reported(read: Read) -> None:
    batch = read(grant(doctype=""))
    assert (batch.kept, codes(batch)) == (1, [("doctype_missing", None)])
    strange = '<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v99-2031-01-01.dtd">'
    batch = read(grant(doctype=strange))
    assert codes(batch) == [("version_unknown", "dtd")]
    assert batch.kept == 1
    batch = read(grant(doctype="").replace("v4.2 2006-08-23", "v9.9"))
    assert codes(batch) == [("doctype_missing", None), ("version_unknown", "dtd-version")]


def test_file_is_recognised_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    def recognised(content: str) -> bool:
        path = tmp_path / "ipg.csv"
        path.write_text(content, encoding="utf-8")
        return UsptoGrantXml().recognises(Source(path, "ipg.csv"))

    assert recognised(grant())
    assert not recognised("number,title\n1,<us-patent-grant >\n")
    assert not recognised('<?xml version="1.0"?><us-patent-application/>')
    assert not recognised("")


def test_document_past_the_cap_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weekly.xml"
    path.write_text(numbered(1) + grant(claims="<claims>" + "x" * 20_000) + numbered(3), encoding="utf-8")
    capped = UsptoGrantXml(max_document_bytes=10_000)
    (chunk,) = capped.chunks(Source(path, "weekly.xml"))
    batch = capped.read(chunk)
    assert (batch.documents, batch.kept) == (3, 2)
    assert batch.problems[0].code == "document_too_large"
    assert int(str(batch.problems[0].value)) > 20_000
    assert batch.quarantine[0].content.startswith("<?xml")


def test_large_file_is_cut_into_chunks_whose_rows_go_on(tmp_path: Path) -> None:
    path = tmp_path / "weekly.xml"
    bulk = f"<description><p>{'word ' * 60_000}</p></description>"
    path.write_text(grant(description=bulk) * 50, encoding="utf-8")
    chunks = list(UsptoGrantXml().chunks(Source(path, "weekly.xml")))
    assert len(chunks) > 1
    assert chunks[0].first_row == 1
    batches = [UsptoGrantXml().read(chunk) for chunk in chunks]
    assert sum(batch.kept for batch in batches) == 50
    assert chunks[1].first_row == 1 + batches[0].documents


# Entities, DTDs and encodings


def test_billion_laughs_is_refused_before_it_is_parsed(read: Read) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE us-patent-grant [<!ENTITY l0 "lol">{levels}]>'
    hostile = grant(doctype=doctype, abstract='<abstract id="&l9;"><p>&l9;</p></abstract>')
    batch = read(numbered(1) + hostile + numbered(2))
    assert (batch.kept, batch.rejected) == (2, 1)
    assert [(problem.code, problem.row) for problem in batch.problems] == [("entity_declared", 2)]


def test_declared_encoding_cannot_hide_an_entity(read: Read) -> None:
    hidden = '<!DOCTYPE us-patent-grant [<!ENTITY l0 "lol">]>'.encode("utf-7").decode("ascii")
    batch = read(numbered(1) + grant(doctype=hidden).replace("UTF-8", "UTF-7"))
    assert [(problem.code, problem.row) for problem in batch.problems] == [("entity_declared", 2)]
    assert batch.kept == 1


def test_external_entities_and_dtds_are_never_opened(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret", encoding="utf-8")
    external = f'<!DOCTYPE us-patent-grant [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    batch = read(grant(doctype=external, abstract="<abstract><p>&x;</p></abstract>"))
    assert codes(batch) == [("entity_declared", None)]

    dtd = tmp_path / "us-patent-grant-v42-2006-08-23.dtd"
    dtd.write_text('<!ATTLIST claim num CDATA "77"><!ENTITY hinge "top secret">', encoding="utf-8")
    local = f'<!DOCTYPE us-patent-grant SYSTEM "{dtd.as_uri()}">'
    batch = read(grant(doctype=local, claims="<claims><claim><claim-text>&hinge;</claim-text></claim></claims>"))
    assert batch.records[0].claims == (Claim(1, "&hinge;"),)

    remote = '<!DOCTYPE us-patent-grant PUBLIC "-//x//y" "http://127.0.0.1:9/us-patent-grant-v42-2006-08-23.dtd">'
    assert read(grant(doctype=remote)).problems == []


@pytest.mark.parametrize("subset", ["", " []"])
def test_named_entities_become_their_character_and_unknown_ones_stay_and_are_reported(read: Read, subset: str) -> None:
    doctype = f'<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v42-2006-08-23.dtd"{subset}>'
    batch = read(grant(doctype=doctype, abstract="<abstract><p>&alpha;&nbsp;&lt;&amp; &ficta;</p></abstract>"))
    assert batch.records[0].abstract == (LangText("en", "α\u00a0<& &ficta;"),)
    assert codes(batch) == [("entity_unknown", None)]
    assert batch.problems[0].value == "&ficta;"


def test_document_in_latin_1_is_read_by_its_declaration(read: Read) -> None:
    content = grant(abstract="<abstract><p>Ménage</p></abstract>").replace("UTF-8", "ISO-8859-1")
    assert read(content.encode("latin-1")).records[0].abstract == (LangText("en", "Ménage"),)


def test_comments_and_instructions_are_not_text(read: Read) -> None:
    abstract = "<abstract><p>one<!-- not this --><?in-line-formulae nor this?> two</p></abstract>"
    assert read(grant(abstract=abstract)).records[0].abstract == (LangText("en", "one two"),)


# Real files

DECLARATIONS = {
    "ipg050104.small.xml": (25, 0),
    "ipg060103.small.xml": (27, 2),
    "ipg070102.small.xml": (26, 1),
    "ipg080101.small.xml": (25, 0),
    "ipg090106.small.xml": (25, 0),
    "ipg120327.18.xml": (18, 0),
    "ipg120327.two.xml": (2, 0),
    "ipg120327.one.xml": (1, 0),
}


@pytest.mark.samples
@pytest.mark.parametrize("name", DECLARATIONS)
def test_every_document_of_a_weekly_file_is_accounted_for(
    read_source: Callable[..., Batch], samples: Path, name: str
) -> None:
    batch = read_source(Source(samples / "uspto" / "weekly" / name, name), expect="uspto_grant_xml")
    assert (batch.documents, batch.rejected) == DECLARATIONS[name]
    refused = [problem for problem in batch.problems if problem.severity is Severity.REJECTED]
    assert {problem.value for problem in refused} <= {"sequence-cwu"}
    assert {problem.code for problem in batch.problems} <= {"not_a_grant", "terminal_disclaimer_undated"}
    assert all(record.publication_number and record.application_number for record in batch.records)
    assert all(record.title and record.claims and record.inventors for record in batch.records)
    assert all(record.description and record.other_classes for record in batch.records)


@pytest.mark.samples
def test_every_single_grant_is_kept(read_source: Callable[..., Batch], samples: Path) -> None:
    names = sorted(path.name for path in (samples / "uspto" / "single").iterdir())
    assert len(names) == 20
    for name in names:
        batch = read_source(Source(samples / "uspto" / "single" / name, name), expect="uspto_grant_xml")
        assert (batch.documents, batch.kept) == (1, 1), name


@pytest.mark.samples
def test_grants_without_dtd_with_an_unknown_dtd_or_a_missing_node_are_read(
    read_source: Callable[..., Batch], samples: Path
) -> None:
    found = {}
    for path in sorted((samples / "uspto" / "broken").iterdir()):
        batch = read_source(Source(path, path.name), expect="uspto_grant_xml")
        assert batch.kept == 1
        found[path.stem] = codes(batch)
    assert found == {
        "US08613112-20131224": [],
        "US08613112-lackofnode": [("field_missing", "abstract")],
        "US08613112-noDTDFile": [("doctype_missing", None)],
        "US08613112-notSupportedDTD": [("version_unknown", "dtd")],
        "US08927386-20150106": [],
    }


ERAS = {
    "xml2004/US06859910.xml": 1,
    "xml2004/US06970935.xml": 1,
    "xml2006/US07272630B2.xml": 1,
    "xml2014/US08926509.xml": 1,
    "xml2014/US08927118.xml": 1,
    "xml2014/US08930553.xml": 1,
    "go_uspto/grant/v4-0-B2.xml": 1,
    "go_uspto/grant/v4-5-B1.xml": 1,
    "go_uspto/grant/v4-5-B2.xml": 1,
    "go_uspto/test.xml": 2,
}


@pytest.mark.samples
@pytest.mark.parametrize("name", ERAS)
def test_every_grant_of_the_other_eras_is_kept_in_full(
    read_source: Callable[..., Batch], samples: Path, name: str
) -> None:
    batch = read_source(Source(samples / "uspto" / "eras" / name, name), expect="uspto_grant_xml")
    assert (batch.documents, batch.kept) == (ERAS[name], ERAS[name])
    assert {problem.code for problem in batch.problems} <= {"terminal_disclaimer_undated"}
    for record in batch.records:
        assert record.language == "en"
        assert {"background", "drawings", "embodiments"} & {section.kind for section in record.description}
        assert any(claim.depends_on for claim in record.claims) or len(record.claims) == 1
