"""Fictional grants and applications in the layout of the weekly files."""

from __future__ import annotations

from patentry.offices.reading import Batch

DTD = "us-patent-grant-v42-2006-08-23.dtd"
PUBLICATION = (
    "<publication-reference><document-id><country>US</country><doc-number>07999001</doc-number>"
    "<kind>B2</kind><date>20110816</date></document-id></publication-reference>"
)
APPLICATION = (
    '<application-reference appl-type="utility"><document-id><country>US</country>'
    "<doc-number>12345678</doc-number><date>20090302</date></document-id></application-reference>"
    "<us-application-series-code>12</us-application-series-code>"
)
TITLE = '<invention-title id="d1">Lantern <i>with</i>\n a hinge</invention-title>'
PARTIES = (
    '<parties><applicants><applicant sequence="001" app-type="applicant-inventor"><addressbook>'
    "<last-name>Quill</last-name><first-name>Mara</first-name><address><city>Elmford</city>"
    "<state>OH</state><country>US</country></address></addressbook><nationality><country>omitted</country>"
    "</nationality><residence><country>US</country></residence></applicant></applicants></parties>"
)
ABSTRACT = '<abstract id="abstract"><p id="p-1">A lantern folds.</p><p>It weighs 2&#x2009;kg.</p></abstract>'
CLAIMS = (
    '<claims id="claims">'
    '<claim id="CLM-00001" num="00001"><claim-text>1. A lantern comprising:<claim-text>a hinge; and</claim-text>'
    "<claim-text>H<sub>2</sub>O.</claim-text></claim-text></claim>"
    '<claim id="CLM-00002" num="00002"><claim-text>2. The lantern of\n<claim-ref idref="CLM-00001">claim 1</claim-ref>'
    ", folded.</claim-text></claim>"
    '<claim id="CLM-00003" num="00003"><claim-text>3. As in <claim-ref idref="CLM-00001">claim 1</claim-ref> or '
    '<claim-ref idref="CLM-00002">claim 2</claim-ref>.</claim-text></claim></claims>'
)
DESCRIPTION = "<description><p>Wicks &amp; hinges.</p></description>"


def biblio(
    *,
    publication: str = PUBLICATION,
    application: str = APPLICATION,
    title: str = TITLE,
    parties: str = PARTIES,
    extra: str = "",
) -> str:
    """The bibliographic section; `extra` is put before the parties."""
    return (
        f"<us-bibliographic-data-grant>{publication}{application}{title}{extra}{parties}</us-bibliographic-data-grant>"
    )


def grant(
    *,
    section: str | None = None,
    extra: str = "",
    abstract: str = ABSTRACT,
    claims: str = CLAIMS,
    description: str = DESCRIPTION,
    doctype: str = f'<!DOCTYPE us-patent-grant SYSTEM "{DTD}" [ ]>',
) -> str:
    """One document of a weekly file, declaration included."""
    head = section if section is not None else biblio(extra=extra)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n'
        '<us-patent-grant lang="EN" dtd-version="v4.2 2006-08-23" country="US">\n'
        f"{head}{abstract}{description}{claims}"
        "</us-patent-grant>\n"
    )


def application(
    *,
    number: str = "20110123456",
    kind: str = "A1",
    extra: str = "",
    abstract: str = ABSTRACT,
    claims: str = CLAIMS,
    description: str = DESCRIPTION,
) -> str:
    """One published application, declaration included."""
    publication = PUBLICATION.replace("07999001", number).replace("B2", kind)
    head = biblio(publication=publication, extra=extra).replace("data-grant", "data-application")
    whole = grant(section=head, abstract=abstract, claims=claims, description=description)
    return whole.replace("us-patent-grant", "us-patent-application")


def numbered(number: int) -> str:
    """A grant with a publication and an application number of its own."""
    return grant().replace("07999001", f"{7_000_000 + number:08d}").replace("12345678", f"12{number:06d}")


def codes(batch: Batch) -> list[tuple[str, str | None]]:
    """The problems of a batch: code and field."""
    return [(problem.code, problem.field) for problem in batch.problems]
