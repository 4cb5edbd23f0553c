"""Fictional grants in the markup of ST.32, for the tests of `uspto_grant_sgml`."""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = (
    '<!DOCTYPE PATDOC SYSTEM "ST32-US-Grant-025xml.dtd" [\n'
    '<!ENTITY US06900001-20020305-D00001.TIF SYSTEM "US06900001-20020305-D00001.TIF" NDATA TIF>\n]>\n'
)
SGML_DOCTYPE = (
    '<!DOCTYPE PATDOC PUBLIC "-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN" [\n'
    '<!ENTITY USD0450001-D00001.TIF SYSTEM "USD0450001-D00001.TIF" NDATA TIF>\n]>\n'
)
NUMBERS = (
    "<B100><B110><DNUM><PDAT>06900001</PDAT></DNUM></B110><B130><PDAT>B2</PDAT></B130>"
    "<B140><DATE><PDAT>20020305</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100>"
    "<B200><B210><DNUM><PDAT>09800001</PDAT></DNUM></B210><B211US><PDAT>09</PDAT></B211US>"
    "<B220><DATE><PDAT>20010102</PDAT></DATE></B220></B200>"
)
PRIORITY = (
    "<B300><B310><DNUM><PDAT>199 10 001</PDAT></DNUM></B310><B320><DATE><PDAT>19990105</PDAT></DATE></B320>"
    "<B330><CTRY><PDAT>DE</PDAT></CTRY></B330></B300>"
)
TERM = "<B400><B472><B473US/><B474US><PDAT>93</PDAT></B474US></B472></B400>"
CLASSES = (
    "<B510><B511><PDAT>F21L  902</PDAT></B511><B512><PDAT>F21V 1706</PDAT></B512><B516><PDAT>7</PDAT></B516></B510>"
    "<B520><B521><PDAT>362 8201</PDAT></B521><B522><PDAT> 74DIG 8</PDAT></B522></B520>"
)
CITATIONS = (
    "<B560><B561><PCIT><DOC><DNUM><PDAT>1000001</PDAT></DNUM><DATE><PDAT>19110800</PDAT></DATE>"
    "<KIND><PDAT>A</PDAT></KIND></DOC></PCIT><CITED-BY-EXAMINER/></B561>"
    "<B561><PCIT><DOC><DNUM><PDAT>96/10001</PDAT></DNUM><CTRY><PDAT>WO</PDAT></CTRY></DOC></PCIT><CITED-BY-OTHER/></B561>"
    "<B562><NCIT><STEXT><PDAT>Tallow &amp; Wick, </PDAT><HIL><ITALIC><PDAT>On Lanterns</PDAT></ITALIC></HIL>"
    "<PDAT>, 1911.</PDAT></STEXT></NCIT><CITED-BY-OTHER/></B562></B560>"
)
RELATED = (
    "<B600><B620><PARENT-US><CDOC><DOC><DNUM><PDAT>09/800001</PDAT></DNUM></DOC></CDOC>"
    "<PDOC><DOC><DNUM><PDAT>09/500001</PDAT></DNUM><DATE><PDAT>20000201</PDAT></DATE><CTRY><PDAT>US</PDAT></CTRY></DOC>"
    "</PDOC><PSTA><PDAT>03</PDAT></PSTA></PARENT-US></B620>"
    "<B680US><DOC><DNUM><PDAT>60/100001</PDAT></DNUM><DATE><PDAT>19990203</PDAT></DATE></DOC></B680US></B600>"
)
PARTIES = (
    "<B700><B720><B721><PARTY-US><NAM><FNM><PDAT>Mara J.</PDAT></FNM><SNM><STEXT><PDAT>Quill</PDAT></STEXT></SNM></NAM>"
    "<ADR><STR><PDAT>4 Elm Road</PDAT></STR><CITY><PDAT>Elmford</PDAT></CITY><STATE><PDAT>OH</PDAT></STATE>"
    "<PCODE><PDAT>44000</PDAT></PCODE></ADR></PARTY-US></B721></B720>"
    "<B730><B731><PARTY-US><NAM><ONM><STEXT><PDAT>L&uuml;men AG</PDAT></STEXT></ONM></NAM>"
    "<ADR><CITY><PDAT>Bonn</PDAT></CITY><CTRY><PDAT>DE</PDAT></CTRY></ADR></PARTY-US></B731>"
    "<B732US><PDAT>03</PDAT></B732US></B730>"
    "<B740><B741><PARTY-US><NAM><ONM><STEXT><PDAT>Brook &amp; Ash</PDAT></STEXT></ONM></NAM></PARTY-US></B741></B740>"
    "</B700>"
)
ABSTRACT = (
    '<SDOAB><BTEXT><PARA ID="P-1" LVL="0"><PTEXT><PDAT>A lantern of H</PDAT><HIL><SB><PDAT>2</PDAT></SB></HIL>'
    "<PDAT>O-proof brass at 90&deg; and &agr;.</PDAT></PTEXT></PARA></BTEXT></SDOAB>"
)
DESCRIPTION = (
    "<SDODE><RELAPP><BTEXT><PARA><PTEXT><PDAT>A division.</PDAT></PTEXT></PARA></BTEXT></RELAPP>"
    "<BRFSUM><BTEXT><H><STEXT><PDAT>BACKGROUND</PDAT></STEXT></H>"
    "<PARA><PTEXT><PDAT>Lanterns do not fold.</PDAT></PTEXT></PARA>"
    "<PARA><PTEXT><PDAT>They burn.</PDAT></PTEXT></PARA></BTEXT></BRFSUM>"
    "<DRWDESC><BTEXT><PARA><PTEXT><PDAT>FIG. 1 shows it.</PDAT></PTEXT></PARA></BTEXT></DRWDESC>"
    "<DETDESC><BTEXT><H><STEXT><PDAT>Hinge</PDAT></STEXT></H><PARA><PTEXT><PDAT>Of brass.</PDAT></PTEXT></PARA></BTEXT>"
    "</DETDESC></SDODE>"
)
CLAIMS = (
    "<SDOCL><H><STEXT><PDAT>What is claimed is:</PDAT></STEXT></H><CL>"
    '<CLM ID="CLM-00001"><PARA><PTEXT><PDAT>1. A lantern comprising:</PDAT></PTEXT></PARA>'
    '<CLMSTEP LVL="2"><PTEXT><PDAT>a hinge.</PDAT></PTEXT></CLMSTEP></CLM>'
    '<CLM ID="CLM-00002"><PARA><PTEXT><PDAT>2. The lantern of </PDAT><CLREF ID="CLM-00001"><PDAT>claim 1</PDAT></CLREF>'
    "<PDAT>, folded.</PDAT></PTEXT></PARA></CLM>"
    '<CLM ID="CLM-00003"><PARA><PTEXT><PDAT>3. As in claims </PDAT><CLREF ID="CLM-00001"><PDAT>1</PDAT></CLREF>'
    '<PDAT> to </PDAT><CLREF ID="CLM-00002"><PDAT>2</PDAT></CLREF><PDAT>.</PDAT></PTEXT></PARA></CLM></CL></SDOCL>'
)
DRAWINGS = '<SDODR ID="DRAWINGS"><EMI ID="EMI-D00001" FILE="US06900001-20020305-D00001.TIF"/></SDODR>'


def body(
    *, numbers: str = NUMBERS, term: str = TERM, classes: str = CLASSES, related: str = RELATED, claims: str = CLAIMS
) -> str:
    """The document without declaration and DOCTYPE."""
    with_italics = "<PDAT>Lantern </PDAT><HIL><ITALIC><PDAT>with</PDAT></ITALIC></HIL><PDAT> a hinge</PDAT>"
    title = f"<B540><STEXT>{with_italics}</STEXT></B540>"
    count = "<B570><B577><PDAT>3</PDAT></B577><B578US><PDAT>1</PDAT></B578US></B570>"
    technical = f"<B500>{classes}{title}{CITATIONS}{count}</B500>"
    head = f"<SDOBI>{numbers}{PRIORITY}{term}{technical}{related}{PARTIES}</SDOBI>"
    return f'<PATDOC DTD="2.5" STATUS="Build 20020101">\n{head}{ABSTRACT}{DESCRIPTION}{claims}{DRAWINGS}</PATDOC>\n'


def grant(**parts: str) -> str:
    """One document of a weekly file in XML."""
    return DECLARATION + DOCTYPE + body(**parts)


def sgml(**parts: str) -> str:
    """The same in SGML: no declaration, a public identifier alone, empty elements not closed, a lone ampersand."""
    text = body(**parts).replace("/>", ">").replace("&amp; Wick", "& Wick")
    return SGML_DOCTYPE + text


def numbered(number: int) -> str:
    """A grant with numbers of its own."""
    return grant().replace("06900001", f"{6_000_000 + number:08d}").replace("09800001", f"09{number:06d}")
