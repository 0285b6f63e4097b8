"""Looks with pypdf, within tight limits, for what PDFium does not say about a page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MEGABYTES = 2**20
# Limits for strangers' files, below those that pypdf has by default.
LIMITS: dict[str, int | bool | None] = {
    "stream_parsing_work_maximum_count": 400_000,
    "zlib_maximum_output_length": 32 * MEGABYTES,
    "lzw_maximum_output_length": 32 * MEGABYTES,
    "run_length_maximum_output_length": 32 * MEGABYTES,
    "array_based_stream_maximum_output_length": 32 * MEGABYTES,
    "page_tree_maximum_entries": 10_000,
    "xform_maximum_invocations_per_extraction": 1_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
# Nothing at all, compressed, takes no more bytes than this.
LARGEST_EMPTY = 16
# Operators that show text, draw an object or paint a path.
PAINTING = re.compile(rb"(?<![A-Za-z])(?:Tj|TJ|Do|sh|BI)(?![A-Za-z])|[)\]]\s*['\"]")


@contextmanager
def second_reader(data: bytes) -> Iterator[PdfReader | None]:
    """A PDF opened with pypdf; None where that fails, which it does in many ways."""
    from pypdf import Configuration, PdfReader, apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with apply_configuration(Configuration().with_overwrites(**LIMITS)):
        try:
            reader: PdfReader | None = PdfReader(io.BytesIO(data), strict=False)
            if reader is not None and reader.is_encrypted and not reader.decrypt(""):
                reader = None
        except Exception:
            reader = None
        yield reader


def unread_pages(data: bytes, numbers: Sequence[int]) -> tuple[int, ...]:
    """Those of some pages that paint something, or that pypdf cannot read either; PDFium found them empty."""
    with second_reader(data) as reader:
        return tuple(number for number in numbers if reader is None or _paints(reader, number))


def _paints(reader: PdfReader, number: int) -> bool:
    try:
        page = reader.pages[number - 1]
        content = page.get_contents()
        if content is None:
            return False
        painted = content.get_data()
        return PAINTING.search(painted) is not None or (not painted.strip() and _stored(page) > LARGEST_EMPTY)
    except Exception:
        return True


def _stored(page: PageObject) -> int:
    """How many bytes the content of a page takes in the file."""
    content: Any = page["/Contents"].get_object()
    parts: list[Any] = content if isinstance(content, list) else [content]
    return sum(len(part.get_object()._data) for part in parts)
