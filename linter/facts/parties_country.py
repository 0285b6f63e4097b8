"""The country of a party, from its address, telephone, code, legal form or city."""

from __future__ import annotations

import re
from functools import cache

from tradelint.facts.parties_names import legal_forms
from tradelint.facts.ports import ports_in
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import entries
from tradelint.facts.words import Hit
from tradelint.text import Span

# "IL 60523", "CA 90001-1234": a state of the United States with its ZIP code.
ZIP = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY])\.?,?\s+\d{5}(?:-\d{4})?\b"
)
CODE = re.compile(r"(?:[,\n]|\s)\s*([A-Z]{2})\s*\.?\s*$")
PROVINCES = re.compile(
    r"\b(?:Zhejiang|Guangdong|Jiangsu|Fujian|Shandong|Hebei|Henan|Hubei|Hunan|Anhui|Jiangxi|Sichuan|Shaanxi|"
    r"Shanxi|Liaoning|Jilin|Heilongjiang|Guangxi|Yunnan|Guizhou|Hainan|Gansu|Xinjiang|Inner Mongolia|Chongqing|Tianjin|"
    r"Beijing|Shanghai|Shenzhen|Guangzhou|Ningbo|Yiwu|Dongguan|Foshan|Hangzhou|Suzhou|Wuxi)\b|[浙粤苏闽鲁冀豫鄂湘皖赣川陕辽吉]省|"
    r"浙江|广东|江苏|福建|山东|河北|河南|湖北|湖南|安徽|江西|四川|陕西|辽宁|上海|深圳|广州|宁波|义乌|东莞|佛山|杭州|"
    r"北京|天津|重庆",
    re.IGNORECASE,
)
# A place of a state inside another one's name: the narrower one is meant.
NARROWER = frozenset(["HK", "MO", "TW"])


def country_of(reading: Reading, span: Span) -> tuple[str, Span] | None:
    """The country that an address names, by its name, a code at the end, a ZIP code or a known city."""
    named = _named(reading, span)
    if named:
        narrow = [hit for hit in named if hit.id in NARROWER]
        hit = (narrow or named)[-1]
        return hit.id, hit.span
    folded = reading.fold_of(span)
    if ZIP.search(folded):
        return "US", span
    code = CODE.search(folded)
    if code and code.group(1) in _codes():
        return code.group(1), span
    ports = [(port, at) for port, at in ports_in(reading, span) if port.country]
    if ports:
        return ports[-1][0].country, ports[-1][1]
    if PROVINCES.search(folded):
        return "CN", span
    return None


def _named(reading: Reading, span: Span) -> list[Hit]:
    hits = [hit for hit in reading.hits("countries", span) if _is_name(reading, hit)]
    return [
        hit for hit in hits if not any(o is not hit and o.span.contains(hit.span) and o.span != hit.span for o in hits)
    ]


def _is_name(reading: Reading, hit: Hit) -> bool:
    """Whether a hit is the country: not a road ("China Road"), a state ("New Jersey") or a firm ("Bank of China")."""
    before = reading.text[max(0, hit.span.start - 9) : hit.span.start]
    behind = reading.text[hit.span.end : hit.span.end + 12]
    if not hit.raw[:1].isupper() and hit.raw.isascii():
        return False
    if hit.id in _doubtful() or (re.search(r"\b(?:New|South|North)\s$", before) and hit.id in ("JE", "MX")):
        return False
    if re.match(
        r"\s*(?:road|rd|street|st\b|avenue|ave|bank|mall|town|square|tower|路|街|银行|大厦)", behind, re.IGNORECASE
    ):
        return False
    return not re.search(r"\bof\s$", before) or hit.id not in ("CN", "AE", "IN", "KR", "US")


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(str(e["id"]) for e in entries("countries") if e.get("also"))


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(e["id"]) for e in entries("countries"))


def is_country_code(code: str) -> bool:
    """Whether two letters are an ISO 3166 code (XK, used by Kosovo, counts)."""
    return code in _codes()


def country_of_form(name: str) -> str | None:
    """The country that a legal form tells; None where several use it."""
    for form in legal_forms(name):
        if form.chinese:
            return "HK" if "香港" in name else "TW" if re.search(r"台湾|臺灣", name) else "CN"
        if len(form.countries) == 1:
            return form.countries[0]
    return None
