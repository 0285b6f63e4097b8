"""How sizes, weights and capacities are written."""

from __future__ import annotations

import re

N = r"\d{1,5}(?:[.,]\d{1,3})?"
LENGTH = (
    r"(?:mm|cm|dm|km|m(?![²³\d])|inch(?:es)?|ins?\b\.?|\"|''|ft\b|feet|foot|yds?\b|μm|um\b|mic(?:ron)?s?\b"
    r"|毫米|厘米|公分|英寸|寸"
    r"|米|英尺|丝|公厘|мм|см|м\b)"
)
UNIT_AFTER = rf"(?:\s?\(?(?P<unit>{LENGTH})\)?)?"
EACH = rf"(?:\s?(?:{LENGTH}))?"
LETTER = r"(?:\s?\(?[LWHDTlwhdt长宽高深厚]\)?(?![A-Za-z]))?"
LABEL = r"(?:(?<![A-Za-z])[LWHDTlwhdt]\s?[:=]?\s?|[长宽高深厚]\s?[:=]?\s?)?"
SIGN = r"(?:\s?[xX×*✕╳\u0445]\s?|\sby\s)"
# 600 x 600 x 10 mm, L60*W40*H30cm, 60cm×40cm×32cm
PRODUCT = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z/#-])(?:[ΦφØø⌀]\s?)?{LABEL}(?P<a>{N}){EACH}{LETTER}{SIGN}"
    rf"(?:[ΦφØø⌀]\s?)?{LABEL}(?P<b>{N}){EACH}{LETTER}"
    rf"(?:{SIGN}{LABEL}(?P<c>{N}))?{LETTER}(?:\s?(?:±|\+/?-)\s?{N})?{UNIT_AFTER}(?![\d²³])",
    re.I | re.A,
)
# L1800 W900 H760mm, 长120cm 宽60cm
LETTERED = re.compile(
    rf"(?<![A-Za-z\d])(?:L|长度?)\s?[:=]?\s?(?P<a>{N}){EACH}[\s,，]{{0,2}}(?:W|D|宽度?)\s?[:=]?\s?(?P<b>{N}){EACH}"
    rf"(?:[\s,，]{{0,2}}(?:H|T|高度?|厚度?)\s?[:=]?\s?(?P<c>{N}))?{UNIT_AFTER}",
    re.I | re.A,
)
# Ø 400 mm, dia. 40 cm, 直径40cm
DIAMETER = re.compile(
    rf"(?:(?<![A-Za-z])(?:dia(?:meter)?\.?|diam\.?|O\.?D\.?|I\.?D\.?)\s?[:=]?\s?|[ΦφØø⌀]\s?|(?:直|外|内|口|管"
    rf"|线)径\s?[:为约]?\s?)"
    rf"(?P<a>{N}){UNIT_AFTER}(?!\s?[xX×*]\s?\d)",
    re.I | re.A,
)
LABELLED = re.compile(
    rf"(?:(?<![A-Za-z])(?:length|width|height|depth|thickness|thick|size|height\s?\(h\))\s?[:=]?\s?|(?:长度"
    rf"|宽度|高度|厚度|深度|全长|厚|长|宽|高)\s?[:为约]?\s?)"
    rf"(?P<a>{N}){UNIT_AFTER}(?!\s?[xX×*]\s?\d)",
    re.I | re.A,
)
SINGLE = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z/-])(?P<a>{N}(?:\s?(?:-|~|to)\s?{N})?|\d{{1,2}}/\d{{1,2}}"
    rf"|\d{{1,2}}[- ]\d/\d{{1,2}})\s?-?(?P<unit>mm|cm|μm|um|mic(?:ron)?s?|inch(?:es)?|\"|''|ft|feet|yds?|毫米"
    rf"|厘米|公分|英寸|寸|米|m(?=[\s,;.)长宽高厚]|$))"
    r"(?![A-Za-z²³\d])",
    re.I | re.A,
)
GRAMMAGE = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?-\s?{N})?)\s?(?P<unit>g\s?/\s?(?:m2|m²|㎡|sqm)|gsm"
    rf"|grams?/m2|克/平方米|denier|mil|g纸|克)(?![A-Za-z])",
    re.I | re.A,
)
WEIGHT = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?(?:-|~)\s?{N})?)\s?-?(?P<unit>kgs?|g|gr|grams?|lbs?|oz|mg"
    rf"|公斤|千克|克|斤|磅)(?![A-Za-z²³/㎡\d])",
    re.I | re.A,
)
CAPACITY = re.compile(
    rf"(?<!\d[.,])(?<![\dA-Za-z-])(?P<a>{N}(?:\s?(?:-|~)\s?{N})?)\s?-?(?P<unit>ml|cl|cc|l|ltrs?|lit(?:er"
    rf"|re)s?|fl\.?\s?oz|gal(?:lon)?s?|毫升|升|公升|加仑)(?![A-Za-z/\d])",
    re.I | re.A,
)
CODE = re.compile(
    r"(?<![A-Za-z])(?:(?:X{0,3}S|XXS|S|M)\s?[-/~–]\s?(?:(?:XS|S|M|L|XL)\s?[-/~]\s?){0,4}(?:[2-6]?X{0,4}L|L)(?![A-Za-z])"
    r"|(?:EU|EUR|US|UK)\s?\d{2}(?:\s?[-~/]\s?\d{2})?(?!\d)|(?:size|尺码"
    r"|码)\s?[:#]?\s?(?:\d{1,2}(?:[.,]5)?(?:\s?[-~/]\s?\d{1,2})?|[XSML]{1,4}|free|one\s?size)\b"
    r"|(?<=\d)\s?[-~]\s?\d{2}码|one\s?size|free\s?size|均码)",
    re.I | re.A,
)
NOMINAL = re.compile(
    r"(?<![A-Za-z0-9-])(?:M\d{1,2}(?:\.\d)?(?:\s?[xX×*]\s?\d{1,3}(?:\.\d{1,9})?)?(?:\s?mm)?"
    r"|A[0-8](?=[\s,;.)/纸]|$)|DN\s?\d{2,4}|NPS\s?\d{1,9}(?:/\d)?|PN\s?\d{1,3}"
    r"|\d\s?[xX]\s?(?:4|6|8|10|12)(?=\s?(?:lumber|timber|stud))|E27|E14|GU10|MR16|T5|T8|G9"
    r"|\d{1,2}/\d{1,2}[\s-]?(?:UNC|UNF|NPT|BSP)|AWG\s?\d{1,2}|Sch(?:edule)?\.?\s?\d{2}S?)(?![A-Za-z0-9])"
)
# What figures joined by x are when they are no size: pixels, keys, packs of bottles, cores of a cable, containers.
NO_SIZE = re.compile(
    r"^\s?(?:px|pixels?|dpi|keypad|matrix|ports?|channels?|ch\b|mm²|mm2|sq\.?\s?mm|平方|ml|l\b|kgs?|g\b|w\b"
    r"|watts?|v\b|pcs|pieces?|packs?|sets?|GP|HQ|HC|"
    r"DC|FT\s?container|bags?|rolls?|bottles?|cans?|像素|芯|口|路|只|个|瓶|罐|包|袋|支|小时|hours?|days?|months?|GB|MB"
    r"|TB|cores?|%|['’]\s?(?:GP|HQ|HC|container|FCL))",
    re.I | re.A,
)
RESOLUTIONS = {("1920", "1080"), ("1280", "720"), ("3840", "2160"), ("2560", "1440"), ("1024", "768"), ("800", "480")}
CONTAINERS = re.compile(r"^(?:20|40|45)\s?['’]?\s?$")
PACKED = re.compile(
    r"(?:ctns?|cartons?|carton\s?size|packing|packaging|packages?|package\s?size|boxe?s?"
    r"|meas(?:urement)?s?\.?|cbm|case|crate|pallets?|外箱|纸箱|箱规|包装|"
    r"彩盒|内盒|箱|托盘|木箱|箱子)\s?(?:size|dim\w{0,40}|meas\w{0,40}|spec)?\s?(?:of|is|为|尺寸|规格)?\s?(?:approx\.?"
    r"|about)?\s?[:：=(]?\s?$",
    re.I | re.A,
)
PACKED_STRICT = re.compile(
    r"(?:ctns?|cartons?|packing|packaging|package|meas(?:urement)?s?\.?|cbm|外箱|纸箱|箱规|包装|彩盒|内盒|装箱"
    r"|gift\s?box|colou?r\s?box|inner\s?box|outer\s?box)"
    r"\s?(?:size|dim\w{0,40}|meas\w{0,40}|spec)?\s?(?:of|is|为|尺寸|规格)?\s?(?:approx\.?|about)?\s?[:：=(]?\s?$",
    re.I | re.A,
)
PACKED_AFTER = re.compile(
    r"^\s?\)?\s?/?\s?(?:per\s|a\s)?(?:ctns?|cartons?|boxes|pallets?|crates?|cases?|jerry\s?cans?|cans?"
    r"|drums?|pails?|ibcs?|(?:pp\s|woven\s|paper\s|kraft\s|jumbo\s)*bags?|sacks?|箱|纸箱|托|袋|桶)\b",
    re.I | re.A,
)
PACKED_LINE = re.compile(
    r"ctn|carton|packing|packed|外箱|纸箱|箱规|包装|装箱|pallet|G\.?W|N\.?W\.?|毛重|净重|meas", re.I | re.A
)
GENERAL = re.compile(
    rf"(?:all\s{{1,5}}(?:sizes|dimensions|measurements)|(?:sizes|dimensions"
    rf"|measurements)\s{{1,5}}(?:are\s{{1,5}})?(?:given\s{{1,5}}|stated\s{{1,5}}"
    rf"|expressed\s{{1,5}})?(?:all\s{{1,5}})?in|dimensions?\s{{1,5}}unit|"
    rf"(?:尺寸|规格)?单位(?:均)?(?:为|是)?)\s?[:：]?\s?(?:are\s{{1,5}})?(?:in\s{{1,5}})?(?P<unit>{LENGTH})",
    re.I | re.A,
)
HEADER_UNIT = re.compile(
    rf"[(（\[/,\s:：]\s?(?P<unit>{LENGTH})\s?[)）\]]?\s?[:：]?\s{{0,5}}$|in\s(?P<unit2>{LENGTH})$", re.I | re.A
)
