"""Why an article was not fetched, in words for the person who asked, and what would do instead."""

_PASTE = "Open the page in a browser and paste its text here instead."
REASONS = {
    "off": "Fetching from the web is switched off on this site. Paste the text, or upload the page as a file.",
    "url": "This is not a web address. It has to look like https://example.org/article.",
    "scheme": "Only addresses that start with http:// or https:// are fetched. Paste the text instead.",
    "userinfo": "The address holds a user name or password, and nothing is fetched with one. "
    "Remove the part before the @, or paste the text.",
    "port": "Only the usual ports of the web, 80 and 443, are fetched from. Paste the text instead.",
    "address": f"The address leads, itself or by a redirect, to a machine that is not on the public web. {_PASTE}",
    "name": "No site of this name was found. Check the spelling, or paste the text.",
    "certificate": f"The site could not prove that it is the one it claims to be. {_PASTE}",
    "connection": f"The site could not be reached, or broke off. Try again later. {_PASTE}",
    "time": f"The page did not arrive within {{seconds:g}} seconds. Try again later. {_PASTE}",
    "redirects": f"The address leads on more than {{redirects}} times. {_PASTE}",
    "status": f"The site answered with {{status}} instead of the page. {_PASTE}",
    "login": f"The site does not show this page without an account or a payment ({{status}}). {_PASTE}",
    "gone": "The site has no page at this address ({status}). Check it, or paste the text from a copy.",
    "type": "The address leads to {found}, not to a web page or plain text. Paste the text of the article instead.",
    "size": "The page is larger than {megabytes:g} MB. Paste the text of the article instead.",
}


class FetchRefused(Exception):  # noqa: N818 - an answer to the user, no fault
    """Nothing was fetched; `reason` is for the person who asked, `code` (a key of REASONS) for programs."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.reason = REASONS[code].format(**values)
        super().__init__(self.reason)
