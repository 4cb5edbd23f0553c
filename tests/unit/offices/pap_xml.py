"""Fictional applications in PAP markup, for the tests of `uspto_pap_xml`."""

from __future__ import annotations

NUMBERS = (
    "<document-id><doc-number>20030123456</doc-number><kind-code>A1</kind-code>"
    "<document-date>20030703</document-date></document-id>"
    "<publication-filing-type>new</publication-filing-type>"
    "<domestic-filing-data><application-number><doc-number>10100001</doc-number></application-number>"
    "<application-number-series-code>10</application-number-series-code><filing-date>20020315</filing-date>"
    "</domestic-filing-data>"
)
PRIORITY = (
    "<foreign-priority-data><priority-application-number><doc-number>101 10 001</doc-number>"
    "</priority-application-number><filing-date>20010316</filing-date><country-code>DE</country-code>"
    "</foreign-priority-data>"
)
TECHNICAL = (
    "<technical-information><classification-ipc><classification-ipc-primary><ipc>F21L009/02</ipc>"
    "</classification-ipc-primary><classification-ipc-secondary><ipc>F21V017/06</ipc></classification-ipc-secondary>"
    "<classification-ipc-edition>07</classification-ipc-edition></classification-ipc>"
    "<classification-us><classification-us-primary><uspc><class>362</class><subclass>082010</subclass></uspc>"
    "</classification-us-primary><classification-us-secondary><uspc><class>002</class><subclass>069000</subclass></uspc>"
    "</classification-us-secondary></classification-us>"
    "<title-of-invention> Lantern with\n a hinge </title-of-invention></technical-information>"
)
CONTINUITY = (
    "<continuity-data><continuations><continuation-in-part-of><parent-child><child><document-id>"
    "<doc-number>10100001</doc-number></document-id></child><parent><document-id><doc-number>09500001</doc-number>"
    "<document-date>20000201</document-date><country-code>US</country-code></document-id></parent>"
    "<parent-status>GRANTED</parent-status><parent-patent><document-id><doc-number>6100001</doc-number></document-id>"
    "</parent-patent></parent-child></continuation-in-part-of></continuations>"
    "<a-371-of-international><parent-child><child><document-id><doc-number>09500001</doc-number></document-id></child>"
    "<parent><document-id><doc-number>PCT/DE98/00001</doc-number><document-date>19981008</document-date>"
    "<country-code>WO</country-code></document-id></parent></parent-child></a-371-of-international>"
    "<substitution-for><parent-child><parent><document-id><doc-number>08100001</doc-number>"
    "<document-date>19950101</document-date><country-code>US</country-code></document-id></parent></parent-child>"
    "</substitution-for><non-provisional-of-provisional><document-id><doc-number>60100001</doc-number>"
    "<document-date>19970203</document-date><country-code>US</country-code></document-id>"
    "</non-provisional-of-provisional></continuity-data>"
)
PARTIES = (
    "<inventors><first-named-inventor><name><given-name>Mara</given-name><middle-name>J.</middle-name>"
    "<family-name>Quill</family-name></name><address><address-1>c/o Brook</address-1><city>Troy</city></address>"
    "<residence><residence-us><city>Elmford</city><state>OH</state><country-code>US</country-code></residence-us>"
    "<citizenship><country-code>NL</country-code></citizenship></residence>"
    "<authority-applicant>INV</authority-applicant></first-named-inventor>"
    "<inventor><name><given-name>Piet</given-name><family-name>Ostrow</family-name></name><residence>"
    "<residence-non-us><city>Delft</city><country-code>NL</country-code></residence-non-us></residence>"
    "<authority-applicant>LEGAL-REPRESENTATIVE</authority-applicant></inventor></inventors>"
    "<assignee><organization-name>Lumenworks &amp; Co.</organization-name><address><city>Elmford</city>"
    "<state>OH</state><country><country-code>US</country-code></country></address><assignee-type>02</assignee-type>"
    "</assignee>"
    "<correspondence-address><name-1>BROOK</name-1><name-2></name-2><address><address-1>1 Main Street</address-1>"
    "<city>Troy</city><state>OH</state><postalcode>44001</postalcode><country><country-code>US</country-code></country>"
    "</address></correspondence-address>"
)
ABSTRACT = (
    '<subdoc-abstract><heading lvl="0">Abstract</heading><paragraph id="A-1">A lantern of H<subscript>2</subscript>'
    "O-proof brass at 90&deg;.</paragraph></subdoc-abstract>"
)
DESCRIPTION = (
    "<subdoc-description><cross-reference-to-related-applications><heading>RELATED APPLICATIONS</heading>"
    "<paragraph><number>[0001]</number> A continuation.</paragraph></cross-reference-to-related-applications>"
    "<summary-of-invention><section><heading>BACKGROUND</heading><paragraph><number>&lsqb;0002&rsqb;</number> Lanterns "
    "do not fold.</paragraph><section><heading>Why</heading><paragraph>They burn.</paragraph></section></section>"
    "</summary-of-invention><brief-description-of-drawings><paragraph>FIG. 1 shows it.</paragraph>"
    "</brief-description-of-drawings><detailed-description><paragraph>Of <bold>brass</bold>.</paragraph>"
    "</detailed-description></subdoc-description>"
)
CLAIMS = (
    '<subdoc-claims><heading>What is claimed is:</heading><claim id="CLM-00001"><claim-text><highlight><bold>1</bold>'
    "</highlight>. A lantern comprising:<claim-text>a hinge.</claim-text></claim-text></claim>"
    '<claim id="CLM-00002"><claim-text><highlight><bold>2</bold></highlight>. The lantern of '
    '<dependent-claim-reference depends_on="CLM-00001"><claim-text>claim 1</claim-text></dependent-claim-reference>'
    ", folded.</claim-text></claim>"
    '<claim id="CLM-00003"><claim-text>3. As in any of claims 1 to 2.</claim-text></claim></subdoc-claims>'
)


def application(
    *, numbers: str = NUMBERS, continuity: str = CONTINUITY, doctype: str = 'SYSTEM "pap-v16-2002-01-01.dtd" []'
) -> str:
    """One document of a weekly file."""
    head = f"{numbers}{PRIORITY}{TECHNICAL}{continuity}{PARTIES}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE patent-application-publication {doctype}>\n'
        f"<patent-application-publication>\n<subdoc-bibliographic-information>{head}</subdoc-bibliographic-information>"
        f"{ABSTRACT}{DESCRIPTION}{CLAIMS}</patent-application-publication>\n"
    )


def numbered(number: int) -> str:
    """An application with numbers of its own."""
    return application().replace("20030123456", f"2003{number:07d}").replace("10100001", f"10{number:06d}")
