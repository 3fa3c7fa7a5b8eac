"""What a file is that is not text, by how it begins: to be told to whoever takes it for one that ua-gen reads."""

ZIPPED = (  # What a ZIP file has in it that is one of these.
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"Index/Document.iwa", "a Pages document"),
    (b"epub+zip", "an e-book"),
    (b"[Content_Types].xml", "an Office document"),
)
BEGINS = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old version of Word, Excel or Outlook"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b\x08", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
)
IMPORTED = ("a Word document", "a PDF file", "a web page")  # What `ua-gen import` reads.
WEB_PAGE = (b"<!doctype html", b"<html")


def kind_of_file(data: bytes) -> str:
    """What begins with these bytes, such as `a Word document`; empty for what may be text of the kinds we read."""
    if data.startswith(b"PK\3\4"):
        return next((kind for part, kind in ZIPPED if part in data), "a ZIP file")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith(WEB_PAGE):
        return "a web page"
    return next((kind for start, kind in BEGINS if data.startswith(start)), "")


def is_utf_16(data: bytes) -> bool:
    """Whether it says that it is UTF-16, or has a zero beside most letters, as text has of which most is Latin."""
    start = data[:400]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(start) > 3 and any(zeros.count(0) > 0.6 * len(zeros) for zeros in (start[::2], start[1::2]))
