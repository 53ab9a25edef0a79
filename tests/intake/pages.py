"""Pages of a newspaper, as servers send them; the words are our own."""

from __future__ import annotations

BODY = (
    "The foreign ministers of Portugal and Senegal met in Dakar on Saturday for talks on fishing rights.",
    "Ana Prado, the Portuguese minister, said afterwards that her government had offered to buy two patrol boats.",
    "Senegal asked Portugal in March to end trawling within twelve miles of its coast, and repeated the request now.",
    "Both governments want a treaty to be signed before the season begins in June, officials in Lisbon said.",
)
TEXT = "\n".join(BODY)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers meet in Dakar | The Example</title>
<link rel="canonical" href="https://news.example/world/dakar">
<meta property="og:site_name" content="The Example"><meta property="og:title" content="Ministers meet in Dakar">
<meta name="author" content="Demo Reporter"><meta property="article:published_time" content="2022-03-06T21:30:00+02:00">
</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Ministers meet in Dakar</h1>
{"".join(f"<p>{line}</p>" for line in BODY)}</article><footer>Read our other stories</footer></body></html>"""
