"""Recordings at the USPTO, written by hand, with fictional names."""

from __future__ import annotations

ASSIGNMENT = """<patent-assignment><assignment-record><reel-no>99001</reel-no><frame-no>12</frame-no>
<last-update-date><date>20180522</date></last-update-date><purge-indicator>N</purge-indicator>
<recorded-date><date>20180521</date></recorded-date><page-count>3</page-count>
<correspondent><name>HERON &amp; OTTER LLP</name><address-1>1 EXAMPLE WAY</address-1></correspondent>
<conveyance-text>ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).</conveyance-text></assignment-record>
<patent-assignors><patent-assignor><name>SAMPLE, KIM</name><execution-date><date>20180402</date></execution-date>
</patent-assignor><patent-assignor><name>EXAMPLE, ROBIN A</name><execution-date><date>20180416</date></execution-date>
</patent-assignor></patent-assignors>
<patent-assignees><patent-assignee><name>QUILL SYSTEMS LLC</name><address-1>5 WEST STREET</address-1>
<city>SPRINGFIELD</city><state>OREGON</state><postcode>97000</postcode></patent-assignee>
<patent-assignee><name>BEACON &amp; CO.</name><address-1>9 INNOVATION ROAD</address-1><city>BEIJING</city>
<country-name>CHINA</country-name><postcode>100000</postcode></patent-assignee></patent-assignees>
<patent-properties><patent-property><document-id><country>US</country><doc-number>15999001</doc-number><kind>X0</kind>
<date>20150302</date></document-id><document-id><country>US</country><doc-number>20160999001</doc-number><kind>A1</kind>
<date>20160908</date></document-id><document-id><country>US</country><doc-number>9999001</doc-number><kind>B2</kind>
<date>20170321</date></document-id><invention-title lang="en">LANTERN</invention-title></patent-property>
<patent-property><document-id><country>US</country><doc-number>16999002</doc-number><kind>X0</kind><date>20170302</date>
</document-id><invention-title lang="en">QUILL</invention-title></patent-property>
</patent-properties></patent-assignment>"""

SEARCHED = """<doc><str name="id">99001-12</str><str name="reelNo">99001</str><str name="frameNo">12</str>
<str name="purgeIndicator">N</str><date name="recordedDate">2018-05-21T04:00:00Z</date>
<str name="conveyanceText">ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).</str>
<arr name="patAssignorName"><str>SAMPLE, KIM</str><str>EXAMPLE, ROBIN A</str></arr>
<arr name="patAssignorExDate"><date>2018-04-02T04:00:00Z</date><date>2018-04-16T04:00:00Z</date></arr>
<arr name="patAssigneeName"><str>QUILL SYSTEMS LLC</str><str>BEACON &amp; CO.</str></arr>
<arr name="patAssigneeAddress1"><str>5 WEST STREET</str><str>9 INNOVATION ROAD</str></arr>
<arr name="patAssigneeAddress2"><str>NULL</str><str>NULL</str></arr>
<arr name="patAssigneeCity"><str>SPRINGFIELD</str><str>BEIJING</str></arr>
<arr name="patAssigneeState"><str>OREGON</str><str>NULL</str></arr>
<arr name="patAssigneeCountryName"><str>NULL</str><str>CHINA</str></arr>
<arr name="patAssigneePostcode"><str>97000</str><str>100000</str></arr>
<arr name="applNum"><str>15999001</str><str>16999002</str></arr>
<arr name="patNum"><str>9999001</str><str>NULL</str></arr></doc>"""


def daily(*assignments: str) -> str:
    """Answer a daily file of these recordings."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE us-patent-assignments SYSTEM "PADX.dtd" []>\n'
        '<us-patent-assignments dtd-version="1.0" date-produced="20180522"><action-key-code>DA</action-key-code>'
        "<transaction-date><date>20180522</date></transaction-date><patent-assignments>\n"
        + "\n".join(assignments or ("<data-available-code>N</data-available-code>",))
        + "\n</patent-assignments></us-patent-assignments>\n"
    )


def answer(*docs: str) -> str:
    """Answer an answer of the search with these recordings."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<response><lst name="responseHeader"></lst>\n'
        f'<result name="response" numFound="{len(docs)}" start="0">' + "\n".join(docs) + "</result>\n"
        '<lst name="facet_counts"><lst name="patNum"><int name="9999001">1</int></lst></lst></response>\n'
    )
