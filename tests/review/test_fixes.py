"""A fix that is a clause mends the paper: inserted, its finding is gone and no new error appears."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from rule_examples import AS_OF, facts_of, problems
from tradelint import checklist as checklists
from tradelint import registry
from tradelint.config import Config
from tradelint.engine import judge
from tradelint.fixes import clause_in, filled
from tradelint.rule import Problem, Rule, span_of
from tradelint.surroundings import about

RULES = [rule for rule in registry.load() if rule.kinds != "deal"]
HAN = re.compile(r"[㐀-鿿]")
# What a person would write into the brackets of a clause.
WORDS = {
    "document number": "TL-2026-118", "revision": "1", "date of issue": "2026-11-20", "date": "2027-03-15",
    "English or Chinese": "English", "Incoterms rule": "FCA", "rule": "FCA", "named place": "Ningbo",
    "port, terminal or premises": "Ningbo", "FCA, CPT or CIP": "FCA", "the Seller's premises": "8 Canal Road, Foshan",
    "place of destination": "Hamburg, Germany", "name and tax number": "Aurel Tools Ltd, GB123456789000",
    "country": "England", "including or excluding": "excluding", "6 digits or more": "9405.42",
    "arbitration institution": "the Hong Kong International Arbitration Centre (HKIAC)", "seat": "Hong Kong",
    "address of the factory": "8 Canal Road, Foshan, China", "the Seller's legal name": "Ningbo Sunlark Lighting Co., Ltd.",
    "legal name": "Ningbo Sunlark Lighting Co., Ltd.", "street, town, post code, country": "8 Willow Road, Ningbo 315000, China",
    "bank and branch": "Harbour Bank, Ningbo Branch, 1 Quay Road, Ningbo", "account number": "3901220009120", "BIC": "EXMPCNBJ",
    "bank": "Harbour Bank, London", "inner packing": "each piece in a polybag", "number": "24", "weight": "12",
    "length x width x height": "52 x 38 x 41", "volume": "10", "lines": "AUREL / HULL / C/NO. 1-125",
    "name of the goods": "LED panel", "grade": "aluminium 6063", "size with unit": "60 x 60 x 1 cm",
    "colour reference": "Pantone 286 C", "part and grade": "body of stainless steel SUS304", "standard": "EN 10088-2",
    "tolerance": "2", "address": "sales@sunlark-lighting.example", "Chinese legal name": "宁波日雀照明有限公司",
    "English name": "Ningbo Sunlark Lighting Co., Ltd.", "code": "91330200MA2EXAMPL5", "sealed sample": "SL-4",
    "kind of certificate": "EU declaration of conformity", "directive or act": "the Low Voltage Directive 2014/35/EU",
    "laboratory": "SGS", "acts and directives": "the Low Voltage Directive 2014/35/EU, EN 60598-1",
    "declaration and test reports": "the EU declaration of conformity and test report no. 118", "mark": "CE",
    "inspection body": "SGS", "port of loading": "Ningbo", "port of discharge": "Hamburg", "order number": "7000111122223333", "supplier's limit": "USD 50,000",
    "legal name and address": "Foshan Haidewei Lamp Factory Co., Ltd., 12 Lecong Avenue, Foshan, China", "the market": "Sweden",
    "Seller": "Seller", "mm": "mm", "drawing": "drawing", "of the goods": "of the goods", "any part": "any part",
    "贸易术语": "FCA", "指定地点": "宁波", "具体港口、码头或厂址": "宁波港", "卖方公司全称": "宁波日雀照明有限公司", "内包装": "每件单独装入塑料袋",
    "数量": "24", "长×宽×高": "52×38×41", "重量": "12", "品名": "LED面板灯", "型号": "P-600", "材质牌号": "6063铝合金",
    "尺寸及单位": "600×600×10 mm", "公差": "2", "色号": "Pantone 286 C", "编号": "118", "日期": "2027年3月15日", "项次": "1",
    "部件及牌号": "壳体SUS304不锈钢", "标准": "GB/T 24909-2010", "名称": "", "色卡号": "Pantone 286 C", "卖方": "卖方",
    "公司全称": "宁波日雀照明有限公司", "街道、城市、邮编、国家": "中国宁波市柳路8号,315000", "代码": "91330200MA2EXAMPL5",
    "号码": "+86 574 0000 0000", "邮箱": "sales@sunlark-lighting.example", "法规": "低电压指令2014/35/EU", "证书": "EU符合性声明",
    "实验室": "SGS", "检验机构": "SGS", "天数": "45", "订单号": "7000111122223333", "供应商额度": "USD 50,000",
    "目的地": "Hamburg", "名称及税号": "Aurel Tools Ltd, GB123456789000", "装运港": "宁波", "目的港": "汉堡", "文件编号": "TL-2026-118",
    "版次": "1", "签发日期": "2026年11月20日", "英文或中文": "英文", "FCA、CPT或CIP": "FCA", "卖方厂址": "佛山市运河路8号",
    "国家": "英国", "适用或排除": "排除", "仲裁机构": "香港国际仲裁中心(HKIAC)", "仲裁地": "香港", "工厂地址": "佛山市乐从大道12号",
    "银行及支行": "海港银行宁波分行", "账号": "3901220009120", "银行": "海港银行", "体积": "10", "唛头内容": "AUREL / 1-125",
    "图号": "BW-114", "开户行地址": "宁波市码头路1号", "6位以上": "9405.42", "中文全称": "宁波日雀照明有限公司", "英文名称": "Ningbo Sunlark Lighting Co., Ltd.",
    "名称及地址": "佛山海得威灯具有限公司,佛山市乐从大道12号", "声明及检测报告": "EU符合性声明及第118号检测报告", "市场": "瑞典", "认证": "CE",
}  # fmt: skip
# A clause that makes a paper one of another kind makes the rules for that kind apply.
FOLLOWING = {"TA001": {"TA003", "QLT006"}}
# Where a clause asks for another thing under the same words.
SPECIAL = {
    ("PKG003", "number"): "100",
    ("PTY001", "number"): "+86 574 0000 0000",
    ("LAW008", "number"): "M-7",
    ("LAW008", "编号"): "M-7",
}


def errors(text: str, kind: str) -> set[str]:
    """The codes of the errors of a paper that is taken for one of this kind."""
    facts = facts_of(text)
    facts = replace(facts, kind=replace(facts.kind, name=kind))
    hits, _, crashes = judge(facts, checklists.read(facts), Config(as_of=AS_OF))
    assert not crashes
    return {hit.rule.code for hit in hits if hit.severity == "error"}


def clause_for(rule: Rule, problem: Problem, text: str, fix: str) -> str:
    defaults = {option.name: option.default for option in rule.options}
    clause = clause_in(filled(fix, {**about(facts_of(text)), **defaults, **problem.slots}))

    def words(match: re.Match[str]) -> str:
        hole = match.group(1)
        assert hole in WORDS or (rule.code, hole) in SPECIAL, f"{rule.code}: nobody says what [{hole}] is"
        return SPECIAL.get((rule.code, hole), WORDS.get(hole, ""))

    return re.sub(r"\[([^\]]+)\]", words, clause)


def mended(text: str, problem: Problem, clause: str) -> Iterator[str]:
    """The paper with the clause at its end, in place of the line that it mends, or in place of its words alone."""
    yield f"{text.rstrip()}\n{clause}\n"
    span = span_of(problem.at)
    if span is None:
        return
    document = facts_of(text).document
    line = next((line for line in document.lines() if line.start <= span.start < line.end), span)
    start = text.find(document.text[line.start : line.end])
    if start >= 0:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        yield text[:first] + clause + (text[last:] if last >= 0 else "")
    quote = document.text[span.start : span.end]
    if quote in text:
        yield text.replace(quote, clause, 1)


def outcome(rule: Rule, example: Any, fix: str) -> str:
    """Empty when the paper is mended, else what is left."""
    text, settings = (example, {}) if isinstance(example, str) else example
    kind = facts_of(text).kind.name
    before = errors(text, kind)
    for _ in range(6):
        found = problems(rule, (text, settings))
        if not found:
            return ""
        left = ""
        for attempt in mended(text, found[0], clause_for(rule, found[0], text, fix)):
            still = problems(rule, (attempt, settings))
            new = errors(attempt, kind) - before - FOLLOWING.get(rule.code, set())
            if len(still) < len(found) and not new:
                text = attempt
                break
            left = left or f"{[p.message for p in still]}, new errors {sorted(new)} in:\n{attempt}"
        else:
            return left
    return "never done"


def cases(language: str) -> Iterator[Any]:
    for rule in RULES:
        fix = rule.fix if language == "en" else rule.fix_zh
        if not clause_in(fix):
            continue
        texts = [e for e in rule.bad if not (e if isinstance(e, str) else e[0]).startswith("file:")]
        fitting = [e for e in texts if bool(HAN.search(e if isinstance(e, str) else e[0])) == (language == "zh")]
        for number, example in enumerate(fitting[:2], 1):
            yield pytest.param(rule, example, fix, id=f"{rule.code}-{language}-{number}")


@pytest.mark.parametrize(("rule", "example", "fix"), [*cases("en"), *cases("zh")])
def test_a_clause_mends_what_its_rule_calls_bad(rule: Rule, example: Any, fix: str) -> None:
    assert not outcome(rule, example, fix)


@pytest.mark.parametrize("rule", registry.load(), ids=lambda rule: rule.code)
def test_a_fix_is_a_clause_or_advice(rule: Rule) -> None:
    for fix in (rule.fix, rule.fix_zh):
        assert fix.count('"') in (0, 2), f"{rule.code}: a clause stands in one pair of quotation marks: {fix}"
        assert "{" not in filled(fix, {}), fix
    if rule.kinds != "deal":
        assert bool(clause_in(rule.fix)) == bool(clause_in(rule.fix_zh)), "both languages have a clause or neither has"


def test_what_a_paper_does_not_tell_prints_in_brackets() -> None:
    assert filled("limit {limit|supplier's limit}, {days} days", {"days": 3}) == "limit [supplier's limit], 3 days"


def test_a_slot_is_found_with_or_without_underscores() -> None:
    assert filled("{seller country} {seller_country}", {"seller country": "China"}) == "China China"
