"""Small files made by hand for the tests of uploads: honest ones, and ones that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
EXTERNAL = (
    '<Relationships><Relationship Id="r1" Type="http://x/{kind}" Target="http://x.invalid/" TargetMode="External"/>'
    "</Relationships>"
)


def pdf(objects: bytes = b"1 0 obj\n<< /Type /Catalog >>\nendobj\n", after: bytes = b"\n") -> bytes:
    """Answer a PDF of these objects."""
    return b"%PDF-1.7\n" + objects + b"startxref\n9\n%%EOF" + after


def pdf_with_object_stream(inner: bytes) -> bytes:
    """Answer a PDF whose dictionaries lie compressed in an object stream."""
    packed = zlib.compress(inner)
    head = b"1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return pdf(head + packed + b"\nendstream\nendobj\n")


def chunk(kind: bytes, body: bytes) -> bytes:
    """Answer one chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, *, extra: bytes = b"", after: bytes = b"") -> bytes:
    """Answer a PNG that states these sides."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + extra + data + chunk(b"IEND", b"") + after


def jpeg(width: int = 1, height: int = 1, *, comment: bytes = b"", after: bytes = b"") -> bytes:
    """Answer the outline of a JPEG."""

    def segment(mark: int, body: bytes) -> bytes:
        return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body

    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    said = segment(0xFE, comment) if comment else b""
    return b"\xff\xd8" + said + frame + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\xd9" + after


def tiff(width: int = 1, height: int = 1, *, following: int = 0) -> bytes:
    """Answer a TIFF with one directory, and the place of a following one."""
    entries = [(256, 4, 1, width), (257, 4, 1, height)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + body + struct.pack("<I", following)


def office(parts: dict[str, str | bytes] | None = None, *, content: str = WORD, comment: bytes = b"") -> bytes:
    """Answer a DOCX (or, by its content type, an XLSX) with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        types = f'<Types><Override PartName="/main.xml" ContentType="{content}"/></Types>'
        for name, body in {"[Content_Types].xml": types, "main.xml": "<document/>", **(parts or {})}.items():
            archive.writestr(name, body)
        archive.comment = comment
    return out.getvalue()


def office_packed_otherwise(method: int) -> bytes:
    """Answer a DOCX whose parts are packed by a method Word does not know."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office())) as honest, zipfile.ZipFile(out, "w", method) as archive:
        for part in honest.namelist():
            archive.writestr(part, honest.read(part))
    return out.getvalue()


def torn_office() -> bytes:
    """Answer a DOCX with a part whose packed bytes are none."""
    data = bytearray(office({"word/a.xml": "<a>" + "text " * 200 + "</a>"}))
    at = data.find(b"word/a.xml") + len("word/a.xml")
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def encrypted_office() -> bytes:
    """Answer a DOCX whose directory says that its parts need a password."""
    data = bytearray(office())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def understated_office() -> bytes:
    """Answer a DOCX with a part that states a small size and unpacks to a large one."""
    data = bytearray(office({"word/media/huge.xml": b"0" * (40 << 20)}))
    true, said = struct.pack("<I", 40 << 20), struct.pack("<I", 1000)
    return bytes(data.replace(true, said))
