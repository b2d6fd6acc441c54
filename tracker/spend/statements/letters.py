"""Which letters a file is written in, and a clear word for one that is no text at all."""

import codecs
from typing import BinaryIO

from tracker.errors import InvalidInputError
from tracker.wording import _

CHUNK = 64 * 1024
UTF_8, WINDOWS, MACINTOSH = "utf-8-sig", "cp1252", "mac_roman"
MOST_GUESSED_FROM = 4096
_ASCII = bytes(range(128))
# Letters and signs that texts in English, Spanish and French have beside the plain ones.
_USUAL = frozenset("áéíóúñüçàèùâêîôûëïöäÁÉÍÓÚÑÜÇ’‘“”–—…·°®™©£€¿¡\xa0")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "XLSX, ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WEBP"),
    (b"{\\rtf", "RTF"),
    (b"OFXHEADER", "OFX"),
    (b"!Type:", "QIF"),
    (b"<", "HTML, XML"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


def letters_of(file: BinaryIO) -> str:
    """The name of the encoding; the file is read once and then stands at its start.

    Raises InvalidInputError when it is empty or another kind of file.
    """
    head = file.read(CHUNK)
    _refuse_others(head)
    marked = _by_zeros(head)
    if marked is not None:
        file.seek(0)
        return marked
    decoder, utf8 = codecs.getincrementaldecoder("utf-8")(), True
    rare, chunk = bytearray(), head
    while chunk:
        if utf8:
            utf8 = _takes(decoder, chunk, final=False)
        if len(rare) < MOST_GUESSED_FROM:
            rare += chunk.translate(None, _ASCII)
        chunk = file.read(CHUNK)
    file.seek(0)
    if utf8 and _takes(decoder, b"", final=True):
        return UTF_8
    return _one_byte(bytes(rare))


def _refuse_others(head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        raise InvalidInputError(_("The file is empty. Download the statement again as CSV."), field="file")
    for first, what in _OTHERS:
        if start.startswith(first):
            sentence = _("This is {what}, not CSV. On the bank's page, download the statement as CSV.")
            raise InvalidInputError(sentence.format(what=what), field="file")


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 by its mark, or by the zeros that every other byte is in English."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(head) // 2
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and head[place::2].count(0) > 0.7 * half and head[1 - place :: 2].count(0) == 0:
            return name
    return None


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final=final)
    except UnicodeDecodeError:
        return False
    return True


def _one_byte(rare: bytes) -> str:
    """Windows or old Macintosh: the one that makes more usual letters of these bytes."""
    usual = {name: _usual(rare, name) for name in (WINDOWS, MACINTOSH)}
    return MACINTOSH if usual[MACINTOSH] > usual[WINDOWS] else WINDOWS


def _usual(rare: bytes, name: str) -> int:
    return sum(letter in _USUAL for letter in rare.decode(name, errors="replace"))
