"""What a person sees or hears of a page: its texts and labels, without what is marked as another language."""

import json
from html.parser import HTMLParser

_SPOKEN = frozenset({"aria-label", "alt", "title", "placeholder", "label"})
_DESCRIPTIONS = frozenset({"description", "og:title"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language: str | None = None
        self._open: list[tuple[str, bool]] = []  # each element, and whether its texts are left out

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in ("html", "feed"):
            self.language = given.get("lang") or given.get("xml:lang")
        foreign = given.get("lang", self.language) != self.language
        unseen = self._left_out or foreign or tag in ("script", "style", "code")
        if tag not in _VOID:
            self._open.append((tag, unseen))
        if unseen:
            return
        self.found += [given[name] for name in _SPOKEN & given.keys()]
        if given.get("name", given.get("property")) in _DESCRIPTIONS:
            self.found.append(given["content"])
        if "data-words" in given:
            self.found += json.loads(given["data-words"]).values()

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.found.append(data)

    @property
    def _left_out(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def read(page: str) -> tuple[str | None, list[str]]:
    """The page's language and every text it shows, says or describes itself with."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    texts = (" ".join(text.split()) for text in reader.found)
    return reader.language, [text for text in texts if text]
