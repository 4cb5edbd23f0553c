"""The tree of a text of claims: what each claim is, and under which it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from patentry.claims.citing import mentions, with_dependencies
from patentry.claims.splitting import limitations
from patentry.records.patents import Claim


class Category(StrEnum):
    """What a claim is to: a thing, an activity, or a use; a text too short to tell is unknown."""

    PRODUCT = "product"
    METHOD = "method"
    USE = "use"
    UNKNOWN = "unknown"


class ClaimNode(NamedTuple):
    """One claim taken apart.

    `depends_on` are the earlier claims it cites. `is_dependent` is a judgement of its own: a claim to another matter
    ("a device for carrying out the method of claim 1", 一种包含权利要求1所述组合物的药物) cites and yet stands alone.
    """

    number: int
    depends_on: tuple[int, ...]
    preamble: str
    limitations: tuple[str, ...]
    category: Category
    is_dependent: bool


@dataclass(frozen=True, slots=True)
class ClaimTree:
    """The claims in their order, those that stand alone, and the claims under each.

    A claim that depends on several stands under the first of them in `children`; `depth` is 0 for a root.
    """

    nodes: tuple[ClaimNode, ...]
    roots: tuple[int, ...]
    children: dict[int, tuple[int, ...]]
    depth: dict[int, int]


def tree(claims: Sequence[Claim], *, lang: str | None = None) -> ClaimTree:
    """Answer the tree of the claims; references that the file did not mark are read from the wording.

    Of claims with the same number the first counts. References to the claim itself, to a later one or to none of the
    claims are left out, so the tree has no ring.
    """
    first: dict[int, Claim] = {}
    for claim in with_dependencies(claims, lang=lang):
        first.setdefault(claim.number, claim)
    nodes: dict[int, ClaimNode] = {}
    for number in sorted(first):
        claim = first[number]
        cited = tuple(sorted({n for n in claim.depends_on if n < number and n in first}))
        nodes[number] = _node(claim, cited, nodes, lang)
    return _grown([nodes[number] for number in first], nodes)


def _grown(in_order: list[ClaimNode], nodes: dict[int, ClaimNode]) -> ClaimTree:
    depth: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for number in sorted(nodes):
        node = nodes[number]
        depth[number] = depth[node.depends_on[0]] + 1 if node.is_dependent else 0
        if node.is_dependent:
            children.setdefault(node.depends_on[0], []).append(number)
    roots = tuple(node.number for node in in_order if not node.is_dependent)
    return ClaimTree(tuple(in_order), roots, {n: tuple(under) for n, under in children.items()}, depth)


def _node(claim: Claim, cited: tuple[int, ...], earlier: dict[int, ClaimNode], lang: str | None) -> ClaimNode:
    split = limitations(claim.text, lang=lang)
    is_noun_last = _NOUN_LAST.search(claim.text) is not None
    category = category_of(claim.text if is_noun_last else split.preamble, lang=lang)
    parent = earlier[cited[0]] if cited else None
    dependent = parent is not None and _narrows(claim.text, split.preamble, category, parent, lang)
    return ClaimNode(claim.number, cited, split.preamble, split.limitations, category, dependent)


_NOUN_LAST = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")
"""Kana or hangul: the claim ends in the noun that says what it is to."""
_USE = re.compile(
    r"^(?:an?\s+|the\s+|la\s+|l'|die\s+)?(?:use|verwendung|utilisation|emploi)\b|(?:用途|应用|應用)$|使用$",
    re.IGNORECASE,
)
_METHOD = re.compile(r"\b(?:methods?|process(?:es)?|procedures?|\w*verfahrens?|procédés?|méthodes?)\b", re.IGNORECASE)
_METHOD_CJK = re.compile(r"(?:方法|工艺|工藝|流程|制法|製法|방법)$")
_LINKS = re.compile(
    r"\b(?:for|of|to|in|by|with|using|which|that|according|as|comprising|including|having|made|produced|obtained|adapted"
    r"|configured|zum?|zur|für|nach|gemäß|mit|von|pour|selon|de|d'|du|des|à)\b",
    re.IGNORECASE,
)
_CITING = re.compile(r"^(?:一种|一種)?(?:根据|根據|如|按照|依据|依照|按|由)?$")
_SAID = re.compile(
    r"^(?:中?的?任[一意何]?一?项?)?(?:中)?(?:所述|所记载|记载|所限定|限定|所要求保护|中?所述)?的?(?:一种)?"
)


def category_of(preamble: str, *, lang: str | None = None) -> Category:
    """Answer what a preamble is to, by its leading noun; in Chinese, Japanese and Korean by its last."""
    text = unicodedata.normalize("NFKC", preamble).strip()
    if not text:
        return Category.UNKNOWN
    subject = _subject(text, lang)
    if _USE.search(subject):
        return Category.USE
    if _is_cjk(subject):
        return Category.METHOD if _METHOD_CJK.search(subject) else Category.PRODUCT
    link = _LINKS.search(subject)
    head = subject[: link.start()] if link and link.start() > 3 else subject
    return Category.METHOD if _METHOD.search(head) else Category.PRODUCT


def _is_cjk(text: str) -> bool:
    return any("぀" <= c <= "鿿" or "가" <= c <= "힣" for c in text)


def _subject(text: str, lang: str | None) -> str:
    """What a preamble is to, without the citation at its head and without what follows its first comma (Chinese)."""
    if not _is_cjk(text) or _NOUN_LAST.search(text):
        return text.rstrip(" .。")
    found = mentions(text, lang=lang)
    if found and _CITING.match(text[: found[0][0]]):
        text = _SAID.sub("", text[found[-1][1] :], count=1)
    clause = re.split(r"[,，:：]", text.strip(), maxsplit=1)[0].strip()
    return clause or text


def _narrows(whole: str, preamble: str, category: Category, parent: ClaimNode, lang: str | None) -> bool:
    """Whether a claim that cites its parent is to the same matter, only narrower.

    It is where the citation follows the subject directly ("the device of claim 1", 根据权利要求1所述的装置) or the
    words before it repeat the parent's; not where other words lead to it, where only the body cites ("a system
    comprising the device of claim 1"), and never across categories. A reference that the file marks and whose wording
    is not read is taken at the file's word.
    """
    text = unicodedata.normalize("NFKC", preamble).strip()
    found = mentions(text, lang=lang)
    if not found:
        return not mentions(unicodedata.normalize("NFKC", whole), lang=lang)
    if category is not parent.category and Category.UNKNOWN not in (category, parent.category):
        return False
    if _is_cjk(text):
        return _narrows_cjk(text, found[0][0], parent, lang)
    before = _stem(text[: found[0][0]])
    return not _OTHER_MATTER.search(before) or _stem(parent.preamble).startswith(_WITHOUT_LINK.sub("", before)[:40])


_OTHER_MATTER = re.compile(
    r"\b(?:for|comprising|compris(?:es|e)|including|having|using|use|made|produced|obtained|obtainable|prepared|containing"
    r"|adapted|configured|implementing|performing|storing|equipped|with|by|which|manufactur\w+|zur|zum|mit|aus|enthaltend"
    r"|umfassend|aufweisend|hergestellt|pour|comprenant|comportant|contenant|obtenue?s?|utilisant|muni\w*|avec)\b",
    re.IGNORECASE,
)
_WITHOUT_LINK = re.compile(
    r"[\s,]*\b(?:as\s+)?(?:claimed|recited|defined|set\s+forth|described|according|accordance|in|of|to|as|under|per|by|nach"
    r"|gemäß|gemaess|selon|d'après|suivant|any|one|einem|der|des|dem|l'une|quelconque|la|les)\b.*$",
    re.IGNORECASE,
)


def _stem(text: str) -> str:
    """Words in lower case without the article they begin with."""
    squeezed = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return re.sub(r"^(?:\d+\s*[.)]\s*)?(?:an?|the|eine?|der|die|das|une?|les?|la|l')\s*\b", "", squeezed)


def _narrows_cjk(text: str, at: int, parent: ClaimNode, lang: str | None) -> bool:
    if not _CITING.match(text[:at].strip(" ,")):
        return False
    subject, parents = _subject(text, lang), _subject(unicodedata.normalize("NFKC", parent.preamble), lang)
    return "的" not in subject or subject in parents or parents.endswith(subject.rsplit("的", 1)[-1])
