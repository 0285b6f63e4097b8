"""How well the text could be read: letters to a page, broken characters, gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.reading import Reading

BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
# UTF-8 read as Latin-1: "Ã¤", "â€™", "å¤".
MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf¡-¿]|â€[\x80-\xbf™œ“”˜]|[åæçèéä][\x80-\xbf¡-¿]{1,2}")
UNREAD = ("image-only-page", "encrypted", "corrupt", "limit", "timeout", "doubtful-text")


@dataclass(frozen=True, slots=True)
class TextQuality:
    """`letters` on `pages` pages; `garbage` and `questions` are shares of all characters; `unread` names the gaps."""

    letters: int = 0
    pages: int = 0
    garbage: float = 0.0
    questions: float = 0.0
    unread: tuple[str, ...] = ()
    images: int = 0

    @property
    def letters_per_page(self) -> float:
        """Letters to a page; all of them where the format has no pages."""
        return self.letters / max(self.pages, 1)


def read_quality(reading: Reading) -> TextQuality:
    """Measure the text."""
    document = reading.document
    text = document.text
    size = max(len(text), 1)
    broken = len(BROKEN.findall(text)) + 2 * len(MOJIBAKE.findall(text))
    return TextQuality(
        sum(1 for char in text if char.isalpha()),
        document.pages,
        round(broken / size, 4),
        round(text.count("?") / size, 4),
        tuple(f"{gap.code} {gap.place}".strip() for gap in document.gaps if gap.code in UNREAD),
        sum(1 for trait in document.traits if trait.code == "image"),
    )
