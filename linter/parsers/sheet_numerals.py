"""Chinese numerals as spreadsheets write them for the formats [DBNum1] and [DBNum2]."""

from __future__ import annotations

DIGITS = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
UNITS = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
GROUPS = ("", "万", "亿", "万亿")


def chinese_number(text: str, style: int, by_digit: bool = False) -> str:
    """A decimal string in Chinese numerals of a style: 1 everyday, 2 financial, 3 full-width digits."""
    digits = DIGITS.get(style)
    if digits is None:
        return text
    whole, point, fraction = text.lstrip("-").partition(".")
    if by_digit or style == 3 or not whole.isdecimal() or len(whole) > 16:
        return "".join(digits[int(char)] if char in "0123456789" else char for char in text)
    shown = _whole(whole.lstrip("0"), style) or digits[0]
    behind = "点" + "".join(digits[int(char)] for char in fraction) if point and fraction else ""
    return ("-" if text.startswith("-") else "") + shown + behind


def _whole(whole: str, style: int) -> str:
    zero = "零"
    groups: list[str] = []
    for number in range((len(whole) + 3) // 4):
        end = len(whole) - 4 * number
        groups.append(whole[max(0, end - 4) : end])
    out = ""
    for number in reversed(range(len(groups))):
        group = groups[number]
        shown = _group(group, style)
        if not shown:
            continue
        if out and (group.startswith("0") or out.endswith(zero)):
            out = out.rstrip(zero) + zero
        out += shown + GROUPS[number]
    return out


def _group(group: str, style: int) -> str:
    """Up to four digits; zeros between them are said once."""
    out, pending = "", False
    for index, char in enumerate(group):
        if char == "0":
            pending = bool(out)
            continue
        out += ("零" if pending else "") + DIGITS[style][int(char)] + UNITS[style][len(group) - 1 - index]
        pending = False
    return out
