"""Answers of the USPTO's Open Data Portal, written by hand, with fictional content."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

WRAPPER: dict[str, Any] = {
    "applicationNumberText": "15999001",
    "applicationMetaData": {
        "applicationTypeCode": "UTL",
        "applicationStatusCode": 150,
        "applicationStatusDescriptionText": "Patented Case",
        "applicationStatusDate": "2017-03-01",
        "filingDate": "2015-03-02",
        "grantDate": "2017-03-21",
        "patentNumber": "9999001",
        "earliestPublicationNumber": "US 2016-0999001 A1",
        "earliestPublicationDate": "2016-09-08",
        "inventionTitle": "LANTERN WITH\n  A QUILL",
        "firstApplicantName": "Lantern Works, Inc.",
        "class": "257",
        "subclass": "197000",
        "cpcClassificationBag": ["H01L29/66325", "F21L 4/00"],
        "applicantBag": [
            {
                "applicantNameText": "Lantern Works, Inc.",
                "correspondenceAddressBag": [
                    {
                        "addressLineOneText": "1 Innovation Road",
                        "cityName": "Beijing",
                        "countryCode": "CN",
                        "countryName": "CHINA",
                        "postalCode": "100000",
                    }
                ],
            }
        ],
        "inventorBag": [{"inventorNameText": "Kim Sample", "countryCode": "US"}],
    },
    "patentTermAdjustmentData": {"adjustmentTotalQuantity": 41, "aDelayQuantity": 41},
    "parentContinuityBag": [
        {
            "claimParentageTypeCode": "CON",
            "parentApplicationNumberText": "13999001",
            "parentApplicationFilingDate": "2012-05-02",
        },
        {
            "claimParentageTypeCode": "PRO",
            "parentApplicationNumberText": "61999001",
            "parentApplicationFilingDate": "2011-05-03",
        },
    ],
    "foreignPriorityBag": [
        {"ipOfficeName": "CHINA", "filingDate": "2011-05-04", "applicationNumberText": "201110135735.0"}
    ],
    "eventDataBag": [
        {"eventCode": "M1551", "eventDescriptionText": "Payment of Maintenance Fee", "eventDate": "2020-09-01"},
        {"eventCode": "PGM/", "eventDescriptionText": "Recordation of Patent Grant Mailed", "eventDate": "2017-03-21"},
        {"eventCode": "CTNF", "eventDescriptionText": "Non-Final Rejection", "eventDate": "2016-02-01"},
        {"eventCode": "PDG", "eventDescriptionText": "Petition Decision - Granted", "eventDate": "2015-09-01"},
    ],
    "assignmentBag": [
        {
            "reelNumber": "99001",
            "frameNumber": "12",
            "assignmentRecordedDate": "2018-05-21",
            "conveyanceText": "ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).",
            "assignorBag": [{"assignorName": "LANTERN WORKS, INC.", "executionDate": "2018-04-16"}],
            "assigneeBag": [
                {
                    "assigneeNameText": "QUILL SYSTEMS LLC",
                    "assigneeAddress": {
                        "addressLineOneText": "5 WEST STREET",
                        "cityName": "SPRINGFIELD",
                        "geographicRegionName": "OREGON",
                        "postalCode": "97000",
                    },
                }
            ],
        }
    ],
}
TRIAL: dict[str, Any] = {
    "trialNumber": "IPR2019-99001",
    "trialMetaData": {
        "trialTypeCode": "IPR",
        "trialStatusCategory": "Final Written Decision",
        "petitionFilingDate": "2019-01-07",
        "institutionDecisionDate": "2019-07-08",
        "latestDecisionDate": "2020-07-06",
    },
    "patentOwnerData": {"patentNumber": "9999001", "applicationNumberText": "15999001"},
    "regularPetitionerData": {"realPartyInInterestName": "Otter Labs"},
}
DECISION: dict[str, Any] = {
    "trialNumber": "IPR2019-99001",
    "trialDocumentCategory": "Decision",
    "documentData": {
        "documentTitleText": "Final Written Decision Determining All Challenged Claims Unpatentable",
        "documentFilingDate": "2020-07-06",
    },
    "decisionData": {"decisionTypeCategory": "Final Written Decision", "decisionIssueDate": "2020-07-06"},
    "patentOwnerData": {"patentNumber": "US9999001"},
}
CERTIFICATE: dict[str, Any] = {
    "trialNumber": "IPR2019-99001",
    "documentData": {
        "documentTitleText": "Inter Partes Review Certificate",
        "documentOCRText": "As a result of the inter partes review, it has been determined that: "
        "Claims 1-5 are cancelled.",
        "documentFilingDate": "2021-02-01",
    },
    "patentOwnerData": {"patentNumber": "9999001"},
}


def changed(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Answer a copy with fields changed; `a__b=1` changes field b of object a, None takes a field away."""
    copy = deepcopy(document)
    for path, value in changes.items():
        *outer, last = path.split("__")
        place = copy
        for name in outer:
            place = place[name]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return copy
