"""GDELT 2.0 Mentions: 16 columns without a header; each row is one more article on an event of the events file.

The offsets count characters of GDELT's own English rendering and “may be slightly offset”: they stay in the raw row
and never become a position in a text.
"""

from __future__ import annotations

import hashlib
from typing import IO

from .candidates import BadRow, LeftOut, Mention, Reader, Report, Rows
from .gdelt import DATASET, as_moment, without_header
from .lines import Fields, tab_separated, tidy
from .spots import is_number
from .zipped import also_zipped

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
WEB = "1"
# ISO 639-2 as in “srclc:ara;eng:…”, to the two letters of BCP 47 where there are two.
LANGUAGES = {
    "afr": "af", "ara": "ar", "aze": "az", "ben": "bn", "bos": "bs", "bul": "bg", "cat": "ca", "ces": "cs", "cym": "cy",
    "dan": "da", "deu": "de", "ell": "el", "est": "et", "eus": "eu", "fas": "fa", "fin": "fi", "fra": "fr", "glg": "gl",
    "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id", "isl": "is", "ita": "it",
    "jpn": "ja", "kan": "kn", "kat": "ka", "kaz": "kk", "kor": "ko", "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr",
    "mkd": "mk", "mon": "mn", "msa": "ms", "nep": "ne", "nld": "nl", "nor": "no", "pan": "pa", "pol": "pl", "por": "pt",
    "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl", "som": "so", "spa": "es", "sqi": "sq", "srp": "sr",
    "swa": "sw", "swe": "sv", "tam": "ta", "tel": "te", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi",
    "zho": "zh",
}  # fmt: skip
NOT_ON_THE_WEB = "The mention is no web page, so there is no address to keep."


def read(file: IO[bytes]) -> Rows:
    for item in without_header(tab_separated(file)):
        yield item if isinstance(item, BadRow) else _mention(item)


def _mention(item: Fields) -> Mention | LeftOut | BadRow:
    if len(item.values) != len(COLUMNS):
        return BadRow(item.number, "", f"{len(item.values)} columns; GDELT 2.0 Mentions have 16.", item.raw)
    row = {name: value for name, value in zip(COLUMNS, item.values, strict=True) if value}
    event, address = row.get("GLOBALEVENTID", ""), row.get("MentionIdentifier", "").strip()
    if not is_number(event):
        return BadRow(item.number, "GLOBALEVENTID", "The number of an event is needed.", item.raw)
    if row.get("MentionType") != WEB:
        return LeftOut(item.number, NOT_ON_THE_WEB)
    if not address.startswith(("http://", "https://")):
        return BadRow(
            item.number, "MentionIdentifier", "A web page needs its address, with http:// or https://.", item.raw
        )
    report = Report(
        url=address,
        outlet=tidy(row.get("MentionSourceName", "")),
        retrieved_at=as_moment(row.get("MentionTimeDate", "")),
        language=_language(row.get("MentionDocTranslationInfo", "")),
    )
    # One article may tell of the event in several sentences; an address has any length, a key should not.
    digest = hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=12).hexdigest()
    external_id = f"{event}/{tidy(row.get('SentenceID', ''), longest=12)}/{digest}"
    return Mention(item.number, of=event, external_id=external_id, report=report, raw=row)


def _language(info: str) -> str:
    """Of the article as it was published; GDELT says nothing of those in English."""
    code = info.partition("srclc:")[2][:3]
    return LANGUAGES.get(code, code) if code.isascii() and code.isalpha() else "" if info else "en"


READER = Reader(
    name="gdelt-mentions",
    label="GDELT mentions",
    dataset=DATASET,
    read=also_zipped(read, ".csv", ".tsv"),
    extensions=("csv", "tsv", "zip"),
)
