"""Measurable requirements for the goods: analysis values, grades, named conditions."""

from __future__ import annotations

import re

from tradelint.facts.line_items import LineItem
from tradelint.facts.quality_types import Criterion
from tradelint.facts.reading import Reading
from tradelint.text import Span

VALUE = re.compile(
    r"(?<![A-Za-z])(?P<name>moisture|purity|protein|ash|fat|foreign\s+matter|broken|admixture|sul(?:ph|f)ur|gluten|viscosity|density|hardness|tensile\s+strength|yield\s+strength|elongation|impurit(?:y|ies)|"
    r"assay|content|acidity|FFA|brix|polari[sz]ation|granulation|particle\s+size|whiteness|gravity|octane|cetane|flash\s+point|calorific\s+value|water|humidity|temperature|defect\s+rate|defective\s+rate|"
    r"failure\s+rate|luminous\s+flux|pH|iron|colou?r\s+fastness|shrinkage|coating|zinc|API|S|Fe|SiO2|Al2O3|N|P2O5|K2O|total\s+nitrogen|biuret|COD|"
    r"水分|纯度|蛋白质?|灰分|杂质|硫分?|含量|粘度|密度|硬度|抗拉强度|屈服强度|延伸率|酸价|粒度|白度|发热量|热值|温度|湿度|不良率|合格率|次品率|色牢度|缩水率|镀层|容重|破碎率|含铁)"
    r"\s?(?:\([A-Za-z%\s]{1,20}\)\s?)?(?:content\s?|value\s?)?(?:of\s|is\s|:|：|=|为|应)?\s?(?:shall\s+be\s+|not\s+exceed(?:ing)?\s+|should\s+be\s+|≤|≥|<=|>=|<|>|max\.?|min\.?|maximum|minimum|below|above|not\s+(?:more|less)\s+than|at\s+least|不超过|不大于|不低于|不小于|小于|大于|低于|高于)?\s?"
    r"(?:of\s)?\d+(?:[.,]\d+)?\s?(?:±\s?\d+(?:[.,]\d+)?)?\s?(?:%|ppm|ppb|mg/kg|mpa|n/mm2?|hrc|hv|cst|kcal/kg|°\s?[cf]|℃|g/l|kg/m3|μm|g/m2|max\.?|min\.?|度|级|(?=[\s,;.)]|$))",
    re.I,
)
BARE = re.compile(
    r"(?P<low>\d{1,3}(?:[.,]\d+)?)\s?%\s?(?:max|min)\b\.?|(?:max|min)\.?\s?\d+(?:[.,]\d+)?\s?%|(?:≥|≤)\s?\d+(?:[.,]\d+)?\s?(?:%|ppm|μm|MPa|HRC|HV|N)",
    re.I,
)
GRADE = re.compile(
    r"\bICUMSA\s?\d+|\bgrade\s+(?:[IVX]{1,4}|\d{1,3}|AA+|[A-Z]\d{1,2})\b|\b(?:class|type)\s+(?:[IVX]{1,4}|\d{1,2})\b|\bSAE\s?\d{1,2}W-?\d{2}|\b\d{1,2}W-?\d{2}\b|\bAPI\s+(?:service\s+)?(?:S[A-Z]|C[A-K]-?4)\b|"
    r"\bUS\s?No\.?\s?[1-3]\b|\bFAQ\b|\bEN\s?590\b|(?:特级|一级品?|二级|优等品|一等品|国标[一二三]级)",
    re.I,
)


def find_criteria(reading: Reading, lines: tuple[LineItem, ...]) -> tuple[Criterion, ...]:
    """The measurable requirements, in text order."""
    found: list[Criterion] = []
    for pattern, kind in ((VALUE, "value"), (BARE, "value"), (GRADE, "grade")):
        for match in reading.find(pattern):
            if any(c.span.overlaps(match.span) for c in found) or not _about_goods(reading, match.span, match[0]):
                continue
            line = next((i for i, line in enumerate(lines) if line.span.contains(match.span)), None)
            words = reading.document.quote(match.span, 80)
            found.append(Criterion(match.span, words=words, kind=kind, line=line))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda c: c.span))


MONEY = re.compile(
    r"price|payment|deposit|balance|contract\s+value|invoice|penalt|interest|per\s+(?:day|week)|定金|余款|货款|合同总|违约|罚|滞纳|insur|110",
    re.I,
)


def _about_goods(reading: Reading, span: Span, raw: str) -> bool:
    """Percentages of prices, deposits and penalties are no quality."""
    if (
        not re.match(r"(?:S|N|Fe|P2O5|K2O|water|content|iron|temperature|coating)\b", raw, re.I)
        and not raw[:1].isdigit()
    ):
        return True
    sentence = reading.fold_of(reading.sentence_at(span))
    if re.match(r"[SN](?![A-Za-z])", raw, re.I) and not re.match(r"[SN]\s?(?:≤|≥|<|>|max|min|:|\d[\d.]*\s?%)", raw):
        return False
    return not MONEY.search(sentence)


__all__ = ["find_criteria"]
