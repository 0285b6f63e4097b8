"""What a paper of a deal is when its kind does not tell: a page of a platform order, an annex."""

from __future__ import annotations

import re
from pathlib import PurePath

from tradelint.facts.platform import PlatformFacts
from tradelint.facts.reading import Reading
from tradelint.text import Span

TOP = 600
ORDER_PAGE = re.compile(
    r"\b(?:trade\s+assurance|alibaba(?:\.com)?|online|platform)\s+order\b(?!\s*(?:no|number|id|#)\b.{0,40}\bshall\b)|"
    r"\border\s+(?:details?|information|summary|overview)\b|(?:信保|平台|在线|线上)?订单(?:详情|信息|概要)",
    re.IGNORECASE,
)
# Papers that speak of such an order in their terms have a title of their own.
PAPER = re.compile(
    r"\b(?:invoice|contract|agreement|confirmation|quotation|packing\s+list)\b|合同|发票|确认书|报价", re.IGNORECASE
)
ANNEX = re.compile(
    r"^\W*(?:annex(?:e|ure)?|appendix|exhibit|attachment|schedule|enclosure)\b\W{0,3}[A-Z0-9]{0,4}\b|^\W*附件\s*[一二三四五六七八九十0-9A-Z]?|"
    r"\b(?:technical|product|quality|packing)\s+(?:specifications?|data\s*sheet|manual|requirements?)\b|"
    r"\b(?:spec(?:ification)?\s+sheet|data\s*sheet|drawing\s+no)\b|技术(?:规格|要求|参数)|规格书|质量要求|包装要求",
    re.IGNORECASE | re.MULTILINE,
)
FILE = re.compile(r"(?:annex|appendix|exhibit|attachment|spec|drawing|datasheet|附件|规格|图纸)", re.IGNORECASE)


def is_platform_order(reading: Reading, platform: PlatformFacts) -> bool:
    """Whether the paper is the page or export of an order on a platform: it has its number and no title of its own."""
    number = platform.order_number
    if number is None or number.blank:
        return False
    top = Span(0, min(len(reading.text), TOP))
    title = next(iter(reading.find(ORDER_PAGE, top)), None)
    if title is None:
        return False
    return not any(found.span.start < title.span.start for found in reading.find(PAPER, top))


def is_annex(reading: Reading, path: str) -> bool:
    """Whether the paper calls itself an annex or a specification, at its top or in its file name."""
    top = Span(0, min(len(reading.text), TOP))
    return next(iter(reading.find(ANNEX, top)), None) is not None or FILE.search(PurePath(path).stem) is not None
