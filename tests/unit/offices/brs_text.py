"""Fictional documents as the search system prints them, for the tests of `uspto_brs_text`."""

from __future__ import annotations

HEAD = "09900001\tB2\t20160105\t14100001\t4321\nLED lantern with a hinge\n*** BRS DOCUMENT BOUNDARY ***\n"
DOCUMENT = """\
WKU 09900001
SIZE 4321
DWKU 9900001
APT B2
DID US 9900001 B2
GISD 20160105
AFD 20140303
SRC 14
APNR 14100001
APP 14/100001
PRCO KR
PRAN 10-2013-0055402
PRAD 20130311
TRX 93
IPCP F21L9/02 20060101 F21L009/02
IPCS F21V17/06 20060101 F21V017/06
CPOI F21L9/02 20130101
CPOA Y10T29/49 20150115
TTL LED lantern
      with a hinge
URPN 2003/0169838
URNM Wick et al.
URGP US 2003/0169838 A1 20030900 Wick et al. 362/82 cited by examiner
URPN 6191367
URGP US 6191367 B1 20010200 Ash cited by third party
FRCO CN
FRPN 1402605
FRGP CN 1402605 A 20030300 cited by applicant
ORPL Tallow, On Lanterns; 1911; pp. 4-6. cited by
      applicant
NCL 3
COND us-provisional-application US 61900001 20130304
COND division parent-doc US 13300001 20111123 US 8900001 child-doc US
      14100001
COND substitution parent-doc US 12300001 20091123 child-doc US 13300001
AANM Lumenworks, Inc.
AACI Elmford
AAST OH
AACO US
INNM Quill; Mara J.
INSA N/A
INCI Elmford
INST OH
INZP 44000
INCO US
INNM Ostrow; Piet
INCI Delft
INST N/A
INCO NL
LRFW Ash; Una
LRFM Brook & Ash
ASNM Lumenworks; Inc.
ASTC 02
ASCI Elmford
ASST OH
ASCO US
ABPR  A lantern folds.
CRTX CROSS REFERENCE
CRTX  A division.
BSTX BACKGROUND
BSTX  Lanterns do
      not fold.
BSTX  They burn.
DETX BRIEF DESCRIPTION OF THE DRAWINGS
DETX  FIG. 1 shows it.
DETX DETAILED DESCRIPTION
DETX  Of brass.
CLST What is claimed is:
CLPR  1. A lantern comprising a hinge.
CLPR  2. The lantern of claim 1, folded.
CLPR  3. As in any of claims 1 to 2.
DSRC US
"""


def document(text: str = DOCUMENT) -> str:
    """One document with the two lines that stand above its boundary."""
    return HEAD + text


def numbered(number: int) -> str:
    """A document with numbers of its own."""
    whole = document().replace("09900001", f"{9_000_000 + number:08d}").replace("DWKU 9900001", "DWKU 0")
    return whole.replace("14100001", f"14{number:06d}")
