"""What is asked of a redaction, what comes of it, and what the gate said: values that cross to a child."""

from dataclasses import dataclass

from ingest.legal import Legal
from ingest.redactions import Examination, GateReport, PagePlan, Redaction, Route, Secrets
from ingest.values import FileType


@dataclass(frozen=True)
class Order:
    """What is asked; whoever asks for a route never gets less than the content calls for."""

    wanted: FileType  # of the public version
    route: Route | None = None  # None: by content
    decided: tuple[Redaction, ...] | None = None  # None: all that is proposed goes
    left_open: tuple[Redaction, ...] = ()  # what people saw and decided to leave visible
    legal: Legal | None = None  # for cover sheet and index; None: what can be said without a catalogue
    as_pictures: bool = False  # also where letters could stay letters


@dataclass(frozen=True)
class Made:
    """A public version that has still to pass the gate, and what the gate must know of it."""

    file_type: FileType
    examination: Examination  # what was covered, whether it was proposed or decided
    secrets: Secrets  # personal
    required: tuple[str, ...] = ()
    covered: tuple[PagePlan, ...] = ()  # as numbered in the public version
    left_open: tuple[Redaction, ...] = ()  # as numbered in the public version
    letters: bool = False  # letters stayed letters; as pictures there is one way more


@dataclass(frozen=True)
class Redacted:
    """A public version and what the gate said of it; it may be published only if the gate passed it."""

    made: Made
    gate: GateReport
