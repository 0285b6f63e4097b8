"""Which paragraph of a word-processing file is a heading, and how a place under it is called."""

from __future__ import annotations

import re

LONGEST = 90
LONGEST_NAME = 60
# Heading styles as the word processors name them in the languages that trade papers come in.
STYLE = re.compile(
    r"(?:heading|标题|標題|見出し|제목|überschrift|ueberschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|nadpis|заголовок|başlık|cabeçalho|encabezado)[ _-]?([1-9])$"
)
TITLE_STYLES = frozenset(
    ["title", "subtitle", "titel", "titre", "título", "titolo", "标题", "副标题", "標題", "заголовок"]
)
DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
# Clause numbers typed by hand. A bare number needs a dot, a bracket or a comma behind it: "20 cartons" has none.
TYPED = re.compile(
    r"[ \t\u3000]*(?P<number>"
    r"第\s?[一二三四五六七八九十百零〇\d]{1,5}\s?[条條章节節款部]"
    r"|[一二三四五六七八九十]{1,3}(?=[、.．])"
    r"|(?:Article|Clause|Section|ARTICLE|CLAUSE|SECTION)\s(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5})(?=[\s.:：、-]|$)"
    r"|\d{1,2}(?:\.\d{1,2}){0,4}(?=[.)）、．]\s*[^\d\s])"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}(?=[ \t\u3000]+[A-Z\u4e00-\u9fff]\w*[a-z\u4e00-\u9fff])"
    r"|[IVX]{1,5}(?=\.\s)"
    r"|[A-H](?=\.\s+\S\S)"
    r"|[(（](?:[a-zA-Z]|[ivx]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r")[.)）、．:：]?[ \t\u3000]*"
)
# Tells most paragraphs apart at once.
MAY_BE_NUMBER = re.compile(r"[ \t\u3000]*(?:[\d(（第一二三四五六七八九十]|[A-Z][.IVX]|[ACS][rRlLeE][tTaAcC])")
CAPTION = re.compile(r"([^:：\n\d]{2,60})[:：](?!//)")
UNSHOWN = "．.、:： \t\u3000"


def style_level(name: str) -> int:
    """The heading level that a style's name tells (1 to 9); 0 for none."""
    found = STYLE.search(name.strip().casefold())
    return int(found.group(1)) if found else 0


def is_title_style(name: str) -> bool:
    """Whether the style is that of the document's title."""
    return name.strip().casefold() in TITLE_STYLES


def typed_number(text: str) -> tuple[str | None, int]:
    """The clause number typed at the start of a paragraph, and the offset of the words behind it."""
    if not MAY_BE_NUMBER.match(text):
        return None, 0
    found = TYPED.match(text)
    return (shown_number(found.group("number")), found.end()) if found else (None, 0)


def is_sentence(text: str) -> bool:
    """Whether a paragraph in a heading style says a whole clause, as legal templates do."""
    text = text.strip()
    return len(text) > LONGEST or (text.endswith((".", ";", "。", "；")) and len(text) > 40) or "\n" in text


def stands_out(words: str, bold: bool) -> bool:
    """Whether the words behind a clause number are a caption alone: short, bold or in capitals, without a value."""
    words = words.strip().rstrip(":：")
    if not words or len(words) > LONGEST or re.search(r"[:：;；。]|[.,，]\s*$|\n|\t", words):
        return False
    letters = [letter for letter in words if letter.isalpha()]
    digits = sum(letter.isdigit() for letter in words)
    if len(letters) < 2 or digits > len(letters):
        return False
    return bold or (words == words.upper() and words != words.lower() and len(letters) > 3)


def number_depth(number: str) -> int:
    """How deep a clause number stands: 1 for "7." and "第七条", 2 for "7.2"."""
    found = DECIMAL.search(number)
    return found.group().count(".") + 1 if found else 1


def shown_number(label: str) -> str:
    """A number as people cite it: "7" for "7." and "7)", "(a)" as it is."""
    label = label.strip()
    return label if label.startswith(("(", "（")) else label.rstrip(UNSHOWN + ")）") or label


def is_clause(number: str) -> bool:
    """Whether a number is that of a clause, which others extend ("7", "7.2", "第三条"), and not "(a)" or "IV"."""
    return DECIMAL.fullmatch(number) is not None or number.startswith("第")


def caption_of(words: str) -> str:
    """The caption in front of a colon ("Payment" of "Payment: 30% T/T"); empty when there is none."""
    found = CAPTION.match(words)
    return found.group(1).strip() if found and len(found.group(1).split()) <= 6 else ""


def clause_name(section: str, heading: str, number: str) -> str:
    """What a numbered clause under a numbered heading is called: "§7.2 Payment" under "§7 Payment"."""
    return section.replace(heading, number, 1)


def section_name(text: str, number: str | None) -> str:
    """What places under a heading are called: "§7 Payment", "第三条 付款", "Payment"."""
    title = " ".join(text.split())
    if number:
        plain = number.strip(UNSHOWN)
        words = title.removeprefix(" ".join(number.split())).strip(UNSHOWN + ")）")
        sign = "§" if DECIMAL.fullmatch(plain) else ""
        title = f"{sign}{plain} {words}".strip()
    title = title.rstrip(":： ")
    return title if len(title) <= LONGEST_NAME else title[: LONGEST_NAME - 1].rstrip() + "…"
