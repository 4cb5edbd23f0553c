"""Fictional patents in the layout of the Green Book files, for the tests of `uspto_greenbook`."""

from __future__ import annotations

PATENT = """\
PATN
WKU  041234568
SRC  5
APN  9876543
APT  1
ART  313
APD  19770314
TTL  Lantern with a folding
      hinge
ISD  19781031
NCL  3
DCD  19941004
INVT
NAM  Quill; Mara J.
STR  4 Elm Road
CTY  Elmford
STA  OH
ZIP  44000
INVT
NAM  Ostrow; Piet
CTY  Delft
CNT  NLX
ASSG
NAM  Lumenworks; Inc.
CTY  Elmford
STA  OH
COD  02
ASSG
NAM  Reed, Jr.; Ida
CTY  Elmford
STA  OH
COD  04
PRIR
CNT  NLX
APD  19760401
APN  7603391
RLAP
COD  72
APN  650111
APD  19760119
PSC  03
CLAS
OCL  362 8201
XCL  362399
XCL  D26 38
ICL  F21L  902
ICL  F21V 1706
FSC  362
UREF
PNO  1000001
ISD  19110800
NAM  Wick
OCL  240 52R
UREF
PNO  D271298
FREF
PNO  1132404
ISD  19681100
CNT  GBX
OREF
PAL  Tallow, On Lanterns, 1911, pp. 4-6.
LREP
FRM  Brook & Ash
FR2  Ash; Una
ABST
PAL  A lantern folds at 90.degree. and weighs
      2 kg.
BSUM
PAC  BACKGROUND OF THE INVENTION
PAR  Lanterns do not fold.
PAR  Their wick burns CO.sub.2 at a length of 3.times.4 mm.
PAC  SUMMARY OF THE INVENTION
PAR  This one folds.
DRWD
PAR  FIG. 1 shows it.
DETD
PAR  The hinge 1 is of brass.
TBL          TABLE 1
     __________________________________________
     Part          Mass
     hinge          40 g
     __________________________________________
PAC  EXAMPLE
PAR  A hinge was bent.
CLMS
STM  What is claimed is:
NUM  1.
PAR  1. A lantern comprising:
PA1  a wick; and
PA1  a hinge.
NUM  2.
PAR  2. The lantern of claim 1, folded.
NUM  3.
PAR  3. A lantern as in any of claims 1 to 2, of brass.
"""
DESIGN = """\
PATN
WKU  D02496131
SRC  5
APN  8123451
APT  4
APD  19760809
TTL  Lantern
ISD  19780926
NCL  1
INVT
NAM  Quill; Mara J.
CTY  Elmford
STA  OH
CLAS
OCL  D26 38
ICL  D2602
DCLM
PAR  The ornamental design for a lantern, as shown.
"""


def weekly(*patents: str) -> str:
    """A weekly file: its own first line, then the patents."""
    return "HHHHHT          APS1            ISSUE - 781031\n" + "".join(patents)


def numbered(number: int) -> str:
    """A patent with numbers of its own."""
    return PATENT.replace("041234568", f"{4_000_000 + number:08d}0").replace("9876543", f"{700_000 + number}0")
