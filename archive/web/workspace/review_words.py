"""What the review page says of a box: its name for the ear, and why it was proposed."""

from archive.services.review_view import BoxView
from archive.web.language import ngettext, translate
from archive.web.redaction_labels import (
    DATA_TYPE_LABELS,
    DATA_TYPE_PHRASES,
    PROPAGATED,
    REDACTION_STATE_LABELS,
    SOURCE_REASONS,
    SUGGESTION_SENTENCES,
)


def box_name(box: BoxView) -> str:
    """«Nombre, por decidir, 25 renglones»: what a screen reader says of a box, without its value."""
    parts = [
        translate(DATA_TYPE_LABELS[box.data_type]),
        translate(REDACTION_STATE_LABELS[box.state]),
        extent(box),
    ]
    return ", ".join(part for part in parts if part)


def extent(box: BoxView) -> str:
    """How much lies under a box, as its caption in the public version will say it."""
    if box.lines > 1 or (box.lines and not box.words):
        return ngettext("%(num)s renglón", "%(num)s renglones", box.lines) % {"num": box.lines}
    if box.words:
        return ngettext("%(num)s palabra", "%(num)s palabras", box.words) % {"num": box.words}
    return ""


def reason(box: BoxView) -> str:
    """Why it was proposed, in a sentence or two."""
    label, what = (translate(table[box.data_type]) for table in (DATA_TYPE_LABELS, DATA_TYPE_PHRASES))
    said = translate(SOURCE_REASONS[box.source]) % {"label": label, "what": what}
    more = [PROPAGATED] if box.origin == "propagation" else []
    if box.suggestion is not None:
        more.append(SUGGESTION_SENTENCES[box.suggestion])
    return " ".join((said, *map(translate, more)))


def has_place(box: BoxView) -> bool:
    """Whether it can be drawn on the page: columns of spreadsheets cannot."""
    return box.box.x1 > box.box.x0 and box.box.y1 > box.box.y0
