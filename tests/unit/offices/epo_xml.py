"""Fictional European documents in three layouts: full text, DOCDB exchange, answers of the open services."""

from __future__ import annotations

from patentry.offices.reading import Batch, Chunk, Format, Source


def read_all(chosen: Format, source: Source) -> Batch:
    """All chunks of a file in one batch; documents are kept or rejected, and nothing in between."""
    whole = Batch()
    for chunk in chosen.chunks(source):
        batch = chosen.read(chunk)
        assert batch.documents == batch.kept + batch.rejected
        assert batch.rejected == len(batch.quarantine)
        assert batch.kept == len(batch.records)
        whole.documents += batch.documents
        whole.rejected += batch.rejected
        for part in ("records", "events", "problems", "quarantine"):
            getattr(whole, part).extend(getattr(batch, part))
    return whole


def read_pieces(chosen: Format, *pieces: bytes) -> Batch:
    """The pieces of a file as one chunk."""
    return chosen.read(Chunk(first_row=1, payload=list(pieces)))


SDOBI = """<SDOBI lang="en"><B000><eptags><B001EP>ATBE</B001EP></eptags></B000>
<B100><B110>9900001</B110><B120><B121>NEW EUROPEAN PATENT SPECIFICATION</B121></B120><B130>B2</B130>
<B140><date>20160803</date></B140><B190>EP</B190></B100>
<B200><B210>06901234.2</B210><B220><date>20060315</date></B220><B250>de</B250><B251EP>en</B251EP><B260>en</B260></B200>
<B300><B310>781234</B310><B320><date>20050316</date></B320><B330><ctry>US</ctry></B330>
<B310>102005099999</B310><B320><date>20050401</date></B320><B330><ctry>DE</ctry></B330></B300>
<B400><B405><date>20160803</date><bnum>201631</bnum></B405><B450><date>20120201</date><bnum>201205</bnum></B450>
<B472><B475><date>20120501</date><ctry>SE</ctry><date>20120601</date><ctry>GR</ctry></B475></B472>
<B477><date>20160803</date><bnum>201631</bnum></B477></B400>
<B500><B510EP><classification-ipcr sequence="1"><text>F21L   4/00        20060101AFI20060420BHEP        </text>
</classification-ipcr><classification-ipcr sequence="2"><text>F21V  21/14        20060101ALI20060420BHEP        </text>
</classification-ipcr></B510EP>
<B540><B541>de</B541><B542>Laterne</B542><B541>en</B541><B542>Lantern</B542><B541>fr</B541><B542>Lanterne</B542></B540>
<B560><B561><text>DE-A1- 19 999 318</text></B561><B561><text>WO-A-99/08444</text></B561>
<B562><text>QUILL, M.: "On lanterns", Elmford 2001</text></B562></B560></B500>
<B700><B720><B721><snm>QUILL, Mara</snm><adr><str>1 Wick Lane</str><city>Elmford</city><ctry>GB</ctry></adr></B721>
</B720>
<B730><B731><snm>Lantern Works Ltd</snm><iid>0990</iid><adr><str>2 Wick
Lane</str><city>Elmford</city><ctry>GB</ctry></adr></B731></B730>
<B740><B741><snm>Docht &amp; Partner</snm><adr><city>80000 Lichtstadt</city><ctry>DE</ctry></adr></B741></B740>
<B780><B781><dnum><text>01</text></dnum><date>20121102</date><kind>1</kind><snm>Kerze AG</snm></B781></B780></B700>
<B800><B840><ctry>AT</ctry><ctry>DE</ctry><ctry>GR</ctry><ctry>SE</ctry></B840>
<B844EP><B845EP><ctry>BA</ctry></B845EP></B844EP></B800></SDOBI>"""
TEXTS = """<description id="desc" lang="en"><p id="p1">The lantern folds.</p><heading id="h1">Background Art</heading>
<p id="p2">Lanterns hang.</p><heading id="h2">Of oil</heading><p id="p3">Oil<br/>burns.</p></description>
<claims id="claims01" lang="en"><claim id="c-en-01-0001" num="0001"><claim-text>A lantern of H<sub>2</sub>O,<br/>
characterised by a hinge.</claim-text></claim><claim id="c-en-01-0002" num=""><claim-text>The lantern of claim 1,
folded.</claim-text></claim></claims>
<claims id="claims02" lang="de"><claim id="c-de-01-0001" num="0001"><claim-text>Laterne.</claim-text></claim>
<claim id="c-de-01-0002" num="0002"><claim-text>Laterne nach Anspruch 1.</claim-text></claim></claims>
<ep-reference-list id="ref-list"><p><ul><li><patcit dnum="US5999999A"><document-id><country>US</country>
<doc-number>5999999</doc-number><kind>A</kind></document-id></patcit></li></ul></p></ep-reference-list>"""


def specification(*, sdobi: str = SDOBI, texts: str = TEXTS, version: str = "ep-patent-document-v1-5") -> str:
    """A specification after opposition."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<!DOCTYPE ep-patent-document PUBLIC "-//EPO//EP PATENT DOCUMENT 1.5//EN" "ep-patent-document-v1-5.dtd">'
        '<ep-patent-document id="EP06901234B2" lang="en" country="EP" doc-number="9900001" kind="B2" '
        f'date-publ="20160803" status="n" dtd-version="{version}">{sdobi}{texts}</ep-patent-document>'
    )


EXCHANGE = """<exch:exchange-document country="DE" doc-number="990001" kind="C1" doc-id="1" date-publ="19900104"
 family-id="700001" originating-office="EP" status="{status}"><exch:bibliographic-data>
<exch:publication-reference data-format="docdb"><document-id lang="de"><country>DE</country>
<doc-number>990001</doc-number>
<kind>C1</kind><date>19900104</date></document-id></exch:publication-reference>
<exch:publication-reference data-format="epodoc"><document-id><doc-number>DE990001</doc-number></document-id>
</exch:publication-reference>
<exch:classifications-ipcr><classification-ipcr sequence="1">
<text>F21L   4/00        20060101A I20051008RMEP        </text>
</classification-ipcr></exch:classifications-ipcr>
<exch:patent-classifications><patent-classification sequence="1"><classification-scheme office="EP" scheme="CPCI"/>
<classification-symbol>F21L   4/005       </classification-symbol></patent-classification>
<patent-classification sequence="2"><classification-scheme office="US" scheme="UC"/>
<classification-symbol>362/183</classification-symbol></patent-classification></exch:patent-classifications>
<exch:application-reference is-representative="NO" data-format="docdb"><document-id><country>DE</country>
<doc-number>3899999</doc-number><kind>A</kind><date>19880301</date></document-id></exch:application-reference>
<exch:application-reference data-format="original"><document-id><doc-number>38 99 999.5</doc-number></document-id>
</exch:application-reference><exch:language-of-publication>de</exch:language-of-publication>
<exch:priority-claims><exch:priority-claim sequence="1" data-format="docdb"><document-id><country>US</country>
<doc-number>1234587</doc-number><kind>A</kind><date>19870302</date></document-id>
<exch:priority-active-indicator>Y</exch:priority-active-indicator></exch:priority-claim>
<exch:priority-claim sequence="2" data-format="docdb"><document-id><country>US</country><doc-number>8700123</doc-number>
<kind>W</kind><date>19870401</date></document-id><exch:priority-active-indicator>N</exch:priority-active-indicator>
</exch:priority-claim><exch:priority-claim sequence="2" data-format="original"><document-id><doc-number>US87/00123
</doc-number></document-id></exch:priority-claim></exch:priority-claims>
<exch:parties><exch:applicants><exch:applicant sequence="1" data-format="docdb"><exch:applicant-name><name>LATERNEN GMBH
</name></exch:applicant-name><residence><country>DE</country></residence></exch:applicant>
<exch:applicant sequence="1" data-format="docdba"><exch:applicant-name><name>Laternen G.m.b.H.</name>
</exch:applicant-name>
</exch:applicant></exch:applicants><exch:inventors><exch:inventor sequence="1" data-format="docdb"><exch:inventor-name>
<name>DOCHT ERNA</name></exch:inventor-name></exch:inventor></exch:inventors></exch:parties>
<exch:invention-title lang="de" data-format="docdba">Laterne</exch:invention-title>
<exch:invention-title lang="en" data-format="docdba">Lantern</exch:invention-title>
<exch:dates-of-public-availability><exch:printed-with-grant><document-id><date>19900104</date></document-id>
</exch:printed-with-grant></exch:dates-of-public-availability>
<exch:references-cited><exch:citation cited-phase="SEA" sequence="1"><patcit num="1" dnum="EP0099999A1"><document-id>
<country>EP</country><doc-number>0099999</doc-number><kind>A1</kind></document-id></patcit><category>X</category>
<category>Y</category></exch:citation><exch:citation cited-phase="APP" sequence="2"><patcit num="2"><document-id>
<country>GB</country><doc-number>999999</doc-number><kind>A</kind></document-id></patcit></exch:citation>
<exch:citation cited-phase="SEA" sequence="3"><nplcit num="1"><text>QUILL: On lanterns</text></nplcit></exch:citation>
</exch:references-cited></exch:bibliographic-data>
<exch:abstract lang="de" data-format="docdba"><exch:p>Faltbar.</exch:p></exch:abstract>
<exch:abstract lang="en" data-format="docdba"><exch:p>It folds.</exch:p><exch:p>It shines.</exch:p></exch:abstract>
<exch:patent-family><exch:family-member><exch:publication-reference data-format="docdb" sequence="1"><document-id>
<country>DE</country><doc-number>990001</doc-number><kind>C1</kind></document-id></exch:publication-reference>
<exch:publication-reference data-format="epodoc" sequence="1"><document-id><doc-number>DE990001</doc-number>
</document-id>
</exch:publication-reference></exch:family-member><exch:family-member><exch:publication-reference data-format="docdb">
<document-id><country>US</country><doc-number>4999999</doc-number><kind>A</kind></document-id>
</exch:publication-reference>
</exch:family-member></exch:patent-family></exch:exchange-document>"""


def exchange(*documents: str) -> str:
    """A weekly file of exchange documents."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" '
        f'date-of-exchange="20240218" no-of-documents="{len(documents)}">{"".join(documents)}</exch:exchange-documents>'
    )


def exchange_document(status: str = "A") -> str:
    """One exchange document of that status."""
    return EXCHANGE.format(status=status)


def answer(inside: str) -> str:
    """An answer of the open services."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="/3.2/style/x.xsl"?>'
        '<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org" '
        'xmlns:reg="http://www.epo.org/register" xmlns:ftxt="http://www.epo.org/fulltext">'
        f"{inside}</ops:world-patent-data>"
    )


BIBLIO = """<exchange-documents>
<exchange-document system="ops.epo.org" family-id="700002" country="EP" doc-number="9900001"
 kind="A1"><bibliographic-data><publication-reference><document-id document-id-type="docdb"><country>EP</country>
<doc-number>9900001</doc-number><kind>A1</kind><date>20070919</date></document-id>
<document-id document-id-type="epodoc">
<doc-number>EP9900001</doc-number><date>20070919</date></document-id></publication-reference>
<application-reference doc-id="9"><document-id document-id-type="epodoc"><doc-number>EP20060901234</doc-number>
<date>20060315</date></document-id><document-id document-id-type="docdb"><country>EP</country>
<doc-number>06901234</doc-number>
<kind>A</kind><date>20060315</date></document-id></application-reference>
<parties><applicants><applicant sequence="1" data-format="epodoc"><applicant-name>
<name>LANTERN WORKS LTD\u2002[GB]</name>
</applicant-name></applicant></applicants></parties><invention-title lang="en">Lantern</invention-title>
<references-cited><citation cited-phase="international-search-report" cited-by="examiner" sequence="1"><patcit num="1">
<document-id document-id-type="epodoc"><doc-number>DE19999318</doc-number></document-id>
<document-id document-id-type="docdb"><country>DE</country><doc-number>19999318</doc-number><kind>A1</kind>
</document-id>
</patcit><category>A</category></citation></references-cited></bibliographic-data></exchange-document>
</exchange-documents>"""
MISSING = """<exchange-documents>
<exchange-document system="ops.epo.org" status="not found" country="EP" doc-number="9900009"
 kind="A1"/></exchange-documents>"""
CLAIMS = """<ftxt:fulltext-documents xmlns="http://www.epo.org/fulltext"><ftxt:fulltext-document><bibliographic-data>
<publication-reference data-format="docdb"><document-id><country>EP</country><doc-number>9900001</doc-number>
<kind>A1</kind>
</document-id></publication-reference></bibliographic-data><description lang="EN"><p>[0001] It folds.</p></description>
<claims lang="EN"><claim><claim-text>Claims
1. A lantern with
2 hinges.
2. The lantern of claim 1.</claim-text></claim></claims></ftxt:fulltext-document></ftxt:fulltext-documents>"""
MEMBER = """<ops:family-member family-id="700002"><publication-reference><document-id document-id-type="docdb">
<country>EP</country><doc-number>9900001</doc-number><kind>{kind}</kind><date>{day}</date></document-id>
</publication-reference>
<application-reference doc-id="9"><document-id document-id-type="docdb"><country>EP</country>
<doc-number>06901234</doc-number>
<kind>A</kind><date>20060315</date></document-id></application-reference><priority-claim sequence="1"><document-id
 document-id-type="docdb"><country>DE</country><doc-number>102005099999</doc-number><kind>A</kind><date>20050401</date>
</document-id></priority-claim>{legal}</ops:family-member>"""


def legal(code: str, title: str, gazette: str, **fields: str) -> str:
    """One legal event; `fields` are those behind L500EP, `L502EP` with its meaning behind a stroke."""
    inside = ""
    for tag, value in fields.items():
        value, _, meaning = value.partition("|")
        name = NAMES.get(tag, tag)
        inside += f'<ops:{tag} desc="{name}" descData="{meaning}">{value}</ops:{tag}>'
    return (
        f'<ops:legal code="{code:4}" desc="{title}" infl="-"><ops:pre line="1">EP</ops:pre><ops:L001EP>EP</ops:L001EP>'
        f"<ops:L007EP>{gazette}</ops:L007EP><ops:L008EP>{code}</ops:L008EP>"
        f"<ops:L500EP>{inside}</ops:L500EP></ops:legal>"
    )


NAMES = {
    "L501EP": "Ref Country Code",
    "L507EP": "Designated State(s)",
    "L509EP": "NEW OWNER",
    "L525EP": "Effective DATE",
}
REGISTER = """<ops:register-search total-result-count="1"><ops:query syntax="CQL">pn=EP9900001</ops:query>
<reg:register-documents produced-by="RO"><reg:register-document date-produced="20240101"><reg:ep-patent-statuses>
<reg:ep-patent-status change-date="20120601" status-code="7">No opposition filed within time
 limit</reg:ep-patent-status>
</reg:ep-patent-statuses><reg:bibliographic-data id="EP06901234P" country="EP">
<reg:publication-reference><reg:document-id><reg:country>EP</reg:country><reg:doc-number>9900001</reg:doc-number>
<reg:kind>A1</reg:kind><reg:date>20070919</reg:date></reg:document-id></reg:publication-reference>
<reg:publication-reference><reg:document-id><reg:country>EP</reg:country><reg:doc-number>9900001</reg:doc-number>
<reg:kind>B1</reg:kind><reg:date>20120201</reg:date></reg:document-id></reg:publication-reference>
<reg:classifications-ipcr><reg:classification-ipcr><reg:text>F21L4/00, F21V21/14</reg:text></reg:classification-ipcr>
</reg:classifications-ipcr>
<reg:application-reference><reg:document-id><reg:country>EP</reg:country><reg:doc-number>06901234</reg:doc-number>
<reg:date>20060315</reg:date></reg:document-id></reg:application-reference>
<reg:priority-claims><reg:priority-claim sequence="1"><reg:country>DE</reg:country><reg:doc-number>102005099999
</reg:doc-number><reg:date>20050401</reg:date></reg:priority-claim></reg:priority-claims>
<reg:parties><reg:applicants change-date="20060315"><reg:applicant sequence="1"><reg:addressbook>
<reg:name>Quill &amp; Co</reg:name>
<reg:address><reg:address-1>1 Wick Lane</reg:address-1><reg:country>GB</reg:country></reg:address></reg:addressbook>
</reg:applicant></reg:applicants><reg:applicants change-date="20130301"><reg:applicant sequence="1"><reg:addressbook>
<reg:name>Lantern Works Ltd</reg:name></reg:addressbook></reg:applicant></reg:applicants></reg:parties>
<reg:designation-of-states change-date="20120201"><reg:designation-epc><reg:contracting-states>
<reg:country>AT</reg:country>
<reg:country>DE</reg:country></reg:contracting-states></reg:designation-epc></reg:designation-of-states>
<reg:invention-title lang="en">Lantern</reg:invention-title>
<reg:term-of-grant change-date="20130101"><reg:lapsed-in-country><reg:country>AT</reg:country>
<reg:date>20120201</reg:date>
</reg:lapsed-in-country></reg:term-of-grant>
<reg:term-of-grant change-date="20140101"><reg:lapsed-in-country><reg:country>AT</reg:country>
<reg:date>20120201</reg:date>
</reg:lapsed-in-country></reg:term-of-grant>
<reg:opposition-data change-date="20130201"><reg:opposition-not-filed><reg:date>20121102</reg:date>
</reg:opposition-not-filed>
</reg:opposition-data></reg:bibliographic-data>
<reg:events-data><reg:dossier-event id="EVT_1"><reg:event-date><reg:date>20121228</reg:date></reg:event-date>
<reg:event-code>0009261</reg:event-code>
<reg:event-text event-text-type="DESCRIPTION">No opposition filed within time limit
</reg:event-text><reg:gazette-reference><reg:gazette-num>2013/06</reg:gazette-num><reg:date>20130206</reg:date>
</reg:gazette-reference></reg:dossier-event></reg:events-data>
<reg:procedural-data><reg:procedural-step id="S1"><reg:procedural-step-code>RFEE</reg:procedural-step-code>
<reg:procedural-step-text step-text-type="STEP_DESCRIPTION">Renewal fee payment</reg:procedural-step-text>
<reg:procedural-step-text step-text-type="YEAR">04</reg:procedural-step-text>
<reg:procedural-step-date step-date-type="DATE_OF_PAYMENT"><reg:date>20090312</reg:date></reg:procedural-step-date>
</reg:procedural-step></reg:procedural-data>
<reg:unitary-patent><reg:unitary-patent-statuses>
<reg:unitary-patent-status change-date="20230704" status-code="7">Unitary
 effect registered</reg:unitary-patent-status></reg:unitary-patent-statuses></reg:unitary-patent>
</reg:register-document></reg:register-documents></ops:register-search>"""
FAULT = """<?xml version="1.0" encoding="UTF-8"?><fault xmlns="http://ops.epo.org"><code>404</code>
<message>Document not found</message></fault>"""
