"""How the figures of a packing are written: pieces per carton, plies, weights, volumes, counts, tests."""

from __future__ import annotations

import re

from tradelint.facts.product_size_patterns import N

FIGURE = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,9}(?:[.,]\d{1,9})?)"
BOX = (
    r"(?:ctns?|cartons?|boxe?s?|cases?|crates?|master\s{1,5}cartons?|export\s{1,5}cartons?"
    r"|inner\s{1,5}box(?:es)?|colou?r\s{1,5}box(?:es)?|bags?|polybags?|drums?|pallets?|plts?|packs?|sacks?"
    r"|cartoon|bundles?)"
)
PER_CARTON = re.compile(
    rf"(?<![\d.,]){FIGURE}\s?(?P<unit>pcs?\.?|pieces?|sets?|units?|pairs?|prs|ea|dozens?|doz|rolls?"
    rf"|bottles?|kgs?|g|l|ltrs?|cans?|bags?|packs?|tins?|only|nos)\s?(?:\)|each|packed|are\s{{1,5}}packed"
    rf"|in\s{{1,5}}bulk)?\s?(?:per|/|in\s{{1,5}}(?:a|an|one|each|1)|to\s{{1,5}}(?:a|an|one|each)"
    rf"|in\s{{1,5}}\d{{1,9}}|each|a)\s?(?:\d?\s?)?(?:\w{{1,40}}[- ]){{0,3}}?{BOX}(?![A-Za-z])"
    rf"|(?:per|each|every|一)\s{{1,5}}(?:\w{{1,40}}\s){{0,2}}?{BOX}\s?(?:contains?|of|:|="
    rf"|holds?)?\s?(?P<n2>\d{{1,9}})\s?(?:pcs|pieces|sets|units|pairs|kg)"
    rf"|{BOX}\s{{1,5}}of\s{{1,5}}(?P<n3>\d{{1,9}}(?:\.\d{{1,9}})?)\s?(?:pcs|pieces|sets|units|pairs|kgs?|g"
    rf"|l|ltrs?|bottles|cans)"
    r"|(?P<n4>\d{1,9}(?:\.\d{1,9})?)\s?(?:pcs|个|件|只|台|套|支|双|公斤|千克|kg|KG|包|瓶|盒|片|条|把|袋)\s?(?:/|每|一"
    r"|装?1?)\s?(?:大|中|外|内|彩|纸|出口|外纸|卡)?(?:箱|盒|袋|包|桶|托|捆|卷|ctn)"
    r"|每(?:个)?(?:外|纸|大|彩|内)?(?:箱|盒|袋|包|托|桶|捆)\s?(?:装|放|净重)?\s?(?P<n5>\d{1,9}(?:\.\d{1,9})?)\s?(?:pcs|个|件|只"
    r"|台|套|支|双|公斤|kg|包|瓶|片|条|把|盒)"
    r"|(?:一|1)\s?(?:台|个|件|只|套|双|支|把)\s?(?:一|1|/)\s?(?P<n6>)(?:彩盒|纸箱|内盒|外箱|箱|盒|袋|胶袋|木箱)"
    r"|(?P<n7>\d{1,9}(?:\.\d{1,9})?)\s?-?(?:kgs?|公斤|千克|l|ltrs?|升|g|克|lbs?|mt|吨)\s?(?:net\s)?(?:/|per\s"
    r"|each\s)?\s?(?:\w{1,40}\s){0,3}?(?:bags?|sacks?|drums?|cans?|袋|桶|包|jumbo\s{1,5}bags?|ibcs?|bottles?"
    r"|pails?|big\s{1,5}bags?|cartons?|ctns?)(?![A-Za-z])"
    rf"|(?P<n10>\d{{1,4}})\s?(?:pcs|pieces|sets|units|pairs)?\s?(?:per|in\s{{1,5}}(?:a|an|one"
    rf"|each))\s{{1,5}}(?:inner|outer|master)(?:\s{{1,5}}(?:carton|box|ctn))?(?![A-Za-z])|(?:big"
    rf"|jumbo)\s{{1,5}}bags?\s{{1,5}}of\s{{1,5}}(?P<n11>\d{{1,9}}(?:\.\d{{1,9}})?)"
    rf"|(?P<n8>\d{{1,3}})\s?[x×*]\s?(?:\d{{1,9}}(?:\.\d{{1,9}})?)\s?(?:l|ml|kg|g|ltr)\s{{1,5}}(?:{BOX})"
    rf"|(?<![\d.,x×*])(?P<n12>\d{{1,4}})\s(?:[a-z]{{3,14}}\s)?(?:to|per|in)\s(?:a|an|one|each)\s(?:\w{{1,20}}[- ]){{0,2}}?"
    rf"(?:cartons?|ctns?|cases?|crates?)(?![A-Za-z])"
    rf"|(?:individually|individual|one\s{{1,5}}by\s{{1,5}}one|each\s{{1,5}}(?:piece|pc|unit"
    rf"|set))\s{{1,5}}(?P<n9>)(?:packed|boxed|wrapped|in|bagged)",
    re.I | re.A,
)
PLIES = re.compile(
    r"(?P<n>[357])\s?-?\s?(?:ply|plies|layers?|walls?|层)|(?P<word>three|five|seven)[\s-]?(?:ply|layers?|walls?)|(?P<zh>三|五|七)\s?层|(?P<wall>single|double"
    r"|triple)[- ]?wall|K\s?=\s?K|[ABCK]\s?=\s?[ABCK]\b|\bA\s?=\s?A\b|bursting|ECT\s?\d{1,9}"
    r"|\d{1,9}\s?(?:lbs?|#)\s?(?:test|ECT)|flute",
    re.I | re.A,
)
WEIGHT = re.compile(
    rf"(?P<label>(?<![A-Za-z])(?:G\s?\.?\s?W\s?\.?\s?T?\.?|N\s?\.?\s?W\s?\.?\s?T?\.?|G/W|N/W"
    rf"|(?:total\s{{1,5}})?(?:gross|nett?)\s{{0,5}}(?:weight|wt\.?|wgt)|gross|net)(?![A-Za-z])|(?:总)?(?:毛"
    rf"|净)重)\s?(?:per\s{{1,5}}(?:carton|ctn|box)|/\s?(?:carton|ctn)|\(kgs?\)|（kg）)?\s?(?:is|:|：|=|of|about"
    rf"|approx\.?|约|为|/)?\s?{FIGURE}\s?(?P<unit>kgs?|公斤|千克|lbs?|MTs?|tons?|tonnes?|吨|g(?![A-Za-z]))?",
    re.I | re.A,
)
PAIR = re.compile(
    rf"(?P<first>(?<![A-Za-z])[GN]\.?\s?\.?W\.?|毛重|净重)\s?/\s?(?P<second>[GN]\.?\s?W\.?|毛重"
    rf"|净重)\s?[:：=]?\s?(?P<a>{N})\s?(?:kgs?)?\s?/\s?(?P<b>{N})\s?(?P<unit>kgs?|公斤)?",
    re.I | re.A,
)
VOLUME = re.compile(
    rf"{FIGURE}\s?(?P<unit>cbms?|m3|m³|cubic\s{{1,5}}met(?:er|re)s?|立方米?|方(?!式|法|面)|cu\.?\s?m)(?![A-Za-z/])"
    rf"|(?:CBM|体积|总体积|volume)\s?[:：=]?\s?(?P<n2>\d{{1,9}}(?:[.,]\d{{1,9}})?)",
    re.I | re.A,
)
COUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,9})\s?(?P<unit>ctns?|cartons?|packages|pkgs|cases"
    r"|wooden\s{1,5}cases|crates|pallets|bales|drums|bags|箱|件(?=包装)|托|木箱)(?![A-Za-z/])",
    re.I | re.A,
)
TEST = re.compile(
    r"(?<![A-Za-z])ISTA(?:\s?-?\s?\d[A-H]?)?|drop[- ]?test\w{0,40}|ASTM\s?D\s?(?:4169|5276|7386)|跌落(?:测试"
    r"|试验)?|摔箱|振动测试|transit\s{1,5}test|compression\s{1,5}test|ISO\s?2248|GB/?T\s?4857|drop\s{1,5}height"
    r"|\d{1,9}\s?cm\s{1,5}drop",
    re.I | re.A,
)
MULTIPLIED = re.compile(
    r"(?P<n>\d{1,3})\s?(?:[x×*X]|units?\s{1,5}of|个|只|pcs\s{1,5}of)\s?(?:FCL\s{1,5})?$", re.I | re.A
)
TOTAL = re.compile(r"total|合计|总|ttl|共计", re.I | re.A)
