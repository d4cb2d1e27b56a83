"""Bytes to text: UTF-8, with or without a byte order mark."""

import codecs

from planrules.errors import PlanFault
from planrules.model.place import SourceFile
from planrules.source.faults import sentences

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: How Word's and other office files begin: as archives, or as the binaries of old.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def decoded(file: SourceFile) -> str:
    """Return the text of a file as stored, byte order mark and carriage returns included.

    Raises:
        PlanFault: If it is not UTF-8, at the first byte that is not.
    """
    if file.data.startswith(_OFFICE):
        raise PlanFault(file.name, 1, 1, "SRC009", sentences("SRC009"))
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode("utf-8")
        is_utf16 = file.data.startswith(_UTF16)
        messages = sentences(
            "SRC002",
            byte=file.data[error.start],
            hint_vi=", có vẻ là UTF-16" if is_utf16 else "",
            hint_en=", it looks like UTF-16" if is_utf16 else "",
        )
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise PlanFault(file.name, line, column, "SRC002", messages) from None
