"""Finds what is personal in a page's words or in any text: every detector, and what they say put in order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.detect import (
    address,
    birth_date,
    called,
    clabe,
    codes,
    curp,
    email,
    enrolment,
    glued,
    lines,
    name_rows,
    nss,
    passport,
    people,
    phone,
    plates,
    rfc,
    signatures,
    spaced,
    voter_key,
)
from ingest.detect.spans import SpanFinding, Written
from ingest.redactions import Finding
from ingest.values import Box, Page, Word

Detector = Callable[[Written], Iterator[SpanFinding]]

# In this order: of two that found the same signs, the one named first is believed.
IN_TEXT: tuple[Detector, ...] = (
    curp.find,
    voter_key.find,
    email.find,
    clabe.find,
    rfc.find,
    nss.find,
    enrolment.find,
    plates.find,
    passport.find,
    phone.find,
    birth_date.find,
    address.find,
    people.find,
    called.find,
    spaced.find,
    glued.find,
    name_rows.find,
)


def find_in_text(text: str) -> tuple[SpanFinding, ...]:
    """Everything personal in a cell or a plain text, in the order of the text."""
    written = Written(text)
    kept: list[SpanFinding] = []
    for detector in IN_TEXT:
        for finding in detector(written):
            _add(kept, finding)
    return tuple(sorted(kept, key=lambda finding: (finding.start, finding.end)))


def find(page: Page) -> tuple[Finding, ...]:
    """Everything personal in a page's words; without words, in its text, and then without boxes."""
    if not page.words:
        return tuple(
            _finding(page, span, page.text[span.start : span.end], ()) for span in find_in_text(page.text)
        )
    laid = lines.lay(page.words)
    return tuple(
        _finding(page, span, laid.text[span.start : span.end], laid.boxes(span.start, span.end))
        for span in find_in_text(laid.text)
    )


def find_in_picture(
    picture: codes.Picture, dpi: float, page_number: int, words: Sequence[Word] = ()
) -> tuple[Finding, ...]:
    """Everything personal that only a page's picture shows: codes; with its words, signatures too."""
    return (*codes.find(picture, dpi, page_number), *signatures.find(picture, dpi, page_number, words))


def _finding(page: Page, span: SpanFinding, text: str, boxes: tuple[Box, ...]) -> Finding:
    return Finding(page.number, boxes, span.data_type, span.source, span.confidence, text)


def _add(kept: list[SpanFinding], finding: SpanFinding) -> None:
    """Takes a finding in: one that tells nothing new is left out, two of a kind that overlap become one."""
    for index, other in enumerate(kept):
        if finding.end <= other.start or other.end <= finding.start:
            continue
        if finding.data_type is other.data_type:
            surer = max(finding, other, key=lambda each: each.confidence)
            start, end = min(finding.start, other.start), max(finding.end, other.end)
            kept[index] = replace(surer, start=start, end=end)
            return
        inside = other.start <= finding.start and finding.end <= other.end
        if inside and (other.likely or other.confidence >= finding.confidence):
            return
    kept.append(finding)
