"""Bytes become text: the encoding by mark, by strict UTF-8, by the shape of UTF-16, else by how well the text reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Legacy encodings in the order that wins a tie: Chinese papers first, then the suppliers' and buyers' neighbours.
WIDE = ("gb18030", "big5", "shift_jis", "euc_kr")
NARROW = ("cp1252", "cp1251")
SAMPLE = 200_000
# The score of Chinese that is surely no accident.
READS_WELL = 0.6
# Enough bytes outside ASCII to tell one wide encoding from another.
SURE = 40

# Chinese that trade papers are made of, and the commonest characters of the language, in both scripts.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四"
    "日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代"
    "想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农"
    "指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共"
    "权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今"
    "集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约"
    "般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属"
    "圆包火住调满县局照参红细引听该铁价严款签订付期货卖买购销售盖章数额汇账户银行港装运输箱净毛重唛头单据信用证保险仲裁索赔"
    "這個國時來們產會過說對動發電機當點從業應開還間樣與關數實現體質氣無條問題設級統計處門報單風車務達類離華確節話術極聯認權證"
    "東價嚴簽訂貨賣買購銷額匯賬戶銀裝運輸淨嘜頭據險賠總標號約備規範圍質檢驗廠稱傳電話址負責經營辦雙協議訂簽違約滯納損"
)
COMMON_HANGUL = frozenset(
    "이다는을의에가고지하기로를니한도사자시어나리인일대정해수아스전그제부라서만상있보주여과성원장국동구회경비연방공관신조용무면화"
    "계개문우간세분현중당생내물민미발위소통실행점금산법유모결선교차적합견송품번호담명매출입항운임총액단량규격착불건은계좌역식및"
)
KANA = re.compile("[\u3040-\u30ff]")
HALF_KANA = re.compile("[\uff61-\uff9f]")
HANGUL = re.compile("[\uac00-\ud7a3]")
HAN = re.compile("[\u4e00-\u9fff]")
ODD = re.compile("[\x80-\x9f\u0100-\u024f\ue000-\uf8ff\ufffd\u2500-\u257f\u3400-\u4dbf]|[^\0-\uffff]")
CYRILLIC_WORD = re.compile("\\b[А-ЯЁ]?[а-яё]{2,}\\b|\\b[А-ЯЁ]{2,}\\b")
LATIN_WORD = re.compile("\\b[A-Za-zÀ-ÖØ-öø-ÿ]*[À-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ]*\\b")
CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; `guessed` says that the encoding was chosen because the text reads best in it."""

    text: str
    encoding: str
    guessed: bool = False
    damaged: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file in its encoding, with line feeds as line ends. `declared` is what the file says of itself."""
    found = _by_mark(data) or _by_utf16(data) or _by_utf8(data)
    if found is None and declared:
        found = _try(data, declared)
    found = found or _by_score(data)
    return Decoded(_tidy(found.text), found.encoding, found.guessed, found.damaged)


def is_text(data: bytes) -> bool:
    """Whether bytes read as text in some encoding: few control characters, none of them in runs."""
    sample = data[:SAMPLE]
    if any(data.startswith(mark) for mark, _ in MARKS) or _by_utf16(sample) is not None:
        return True
    nulls = sample.count(b"\0")
    controls = sum(sample.count(bytes([code])) for code in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    lone = controls == 0 and nulls * 4 <= len(sample) and b"\0\0" not in sample
    return lone or ((nulls + controls) * 50 <= len(sample) and b"\0\0\0\0" not in sample)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\u2028", "\n")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _lossy(data[len(mark) :], encoding)
    return None


def _lossy(data: bytes, encoding: str, guessed: bool = False) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, guessed)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, guessed, damaged=True)


def _by_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # A stray byte or two in a long text is damage, not another encoding.
        high = sum(byte > 0x7F for byte in data[:SAMPLE])
        text = data.decode("utf-8", "replace")
        if error.start > 0 and high > 30 and text.count("\ufffd") * 20 < high:
            return Decoded(text, "utf-8", damaged=True)
        return None


def _by_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of its ASCII characters, digits and line ends is zero.

    Chinese has few of those; the text must then read well.
    """
    sample = data[:4096]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if min(even, odd) > max(even, odd) * 0.1:
        return None
    found = _lossy(data[: len(data) // 2 * 2], "utf-16-be" if even > odd else "utf-16-le", guessed=True)
    bad = found.text.count("\ufffd") + len(CONTROLS.findall(found.text[:SAMPLE]))
    if bad * 50 > len(found.text):
        return None
    dense = max(even, odd) >= half * 0.15
    return found if dense or (bad == 0 and _score(found.text[:SAMPLE], "utf-16") >= READS_WELL) else None


def _try(data: bytes, declared: str) -> Decoded | None:
    name = "gb18030" if declared.lower().replace("-", "").replace("_", "") in ("gb2312", "gbk", "xgbk") else declared
    try:
        return Decoded(data.decode(name), name.lower())
    except (UnicodeDecodeError, LookupError, ValueError, TypeError):
        return None


def _by_score(data: bytes) -> Decoded:
    best: tuple[float, Decoded] | None = None
    for encoding in (*WIDE, *NARROW):
        found = _lossy(data, encoding, guessed=True)
        score = _score(found.text[:SAMPLE], encoding)
        if best is None or score > best[0]:
            best = (score, found)
    assert best is not None
    return best[1]


def _score(text: str, encoding: str) -> float:
    """How well a text reads: between -1 (nonsense) and 1, over its characters outside ASCII."""
    outside = sum(char > "\x7f" for char in text)
    if not outside:
        return 0.0
    bad = len(ODD.findall(text)) + 3 * text.count("\ufffd")
    if encoding in WIDE or encoding == "utf-16":
        good = _wide_score(text, encoding)
    else:
        words = (CYRILLIC_WORD if encoding == "cp1251" else LATIN_WORD).findall(text)
        good = _narrow_score(words, encoding, text)
    return (good - bad) / outside


def _wide_score(text: str, encoding: str) -> float:
    han = HAN.findall(text)
    common = sum(char in COMMON for char in han)
    marks = sum(text.count(mark) for mark in "，。、；：（）“”《》・「」")
    if encoding == "shift_jis":
        kana = len(KANA.findall(text))
        return (kana + common + 0.3 * (len(han) - common) + marks) * (1.0 if kana else 0.3) - len(
            HALF_KANA.findall(text)
        )
    if encoding == "euc_kr":
        hangul = HANGUL.findall(text)
        known = sum(char in COMMON_HANGUL for char in hangul)
        return known + 0.3 * (len(hangul) - known) + 0.2 * common
    return common + 0.4 * (len(han) - common) + marks


def _narrow_score(words: list[str], encoding: str, text: str) -> float:
    if encoding == "cp1251":
        return 0.9 * sum(len(word) for word in words)
    letters = sum(sum(char > "\x7f" for char in word) for word in words if _is_western(word))
    signs = sum(text.count(sign) for sign in "€£©®°±²³·½¼×–—‘’“”…•§µ«»¿¡ªº\xa0")
    return 0.9 * letters + 0.8 * signs


def _is_western(word: str) -> bool:
    """Western words carry few accents, and capitals only in front (or throughout)."""
    accents = sum(char > "\x7f" for char in word)
    return accents * 2 <= len(word) + 1 and (word[1:] == word[1:].lower() or word == word.upper())
