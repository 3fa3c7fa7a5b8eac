"""Marks by which parts of an appeal are known: numbers, addresses, and how long a caption can be."""

import re

INDEX = re.compile(r"(?<!\w)([A-Z]{3}) ?(\d{2}) ?/ ?(\d{2,5}) ?/ ?(\d{4})(?!\d)")
BARE = re.compile(r"(?<![\d/.])(\d{1,4}[/.]\d{2})(?![\d/]|\.\d)")
PAGE = re.compile(
    r"^(?:page |seite |página |стр\. ?|- ?)?\d{1,3}(?: ?(?:/|of|de|von|sur|из) ?\d{1,3})?(?: ?-)?$", re.IGNORECASE
)
LONGEST_TITLE = 160
LONGEST_CAPTION = 200
SECTIONS = {"write", "send", "copies", "background", "letter", "languages", "until", "people", "previous"}
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|int|info)(?:/[^\s<>\"”]*)?"
)
