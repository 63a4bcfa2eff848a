"""``acervo release``: order datasets' releases and make them here and now, beside any worker."""

from collections.abc import Callable, Sequence
from uuid import UUID

from archive import queue
from archive.models.datasets import OrderState
from archive.queue import Verb
from archive.resources import Resources
from archive.services import datasets
from archive.services.audit import COMMAND_LINE
from archive.services.datasets import OrderView
from archive.worker import Worker

SETTLED = frozenset({OrderState.MADE, OrderState.UNCHANGED, OrderState.REFUSED})
_OTHERS = tuple(verb for verb in Verb if verb is not Verb.RELEASE)


def release(
    resources: Resources,
    slugs: Sequence[str],
    tell: Callable[[OrderView], None],
    *,
    change_note: str = "",
    correction: bool = False,
) -> tuple[OrderView, ...]:
    """Release declared datasets as they are now; ``tell`` hears of each.

    Raises NotFound, ReleaseUnderWay.
    """
    waiting = [
        datasets.order(resources, COMMAND_LINE, slug, change_note=change_note, correction=correction)
        for slug in slugs
    ]
    settled: list[OrderView] = []

    def done() -> bool:
        for order_id in tuple(waiting):
            view = datasets.order_view(resources, COMMAND_LINE, order_id)
            if view.state in SETTLED or _stuck(resources, order_id):
                waiting.remove(order_id)
                settled.append(view)
                tell(view)
        return not waiting

    Worker(resources, leaving=_OTHERS).run(done)
    return tuple(settled)


def _stuck(resources: Resources, order_id: UUID) -> bool:
    """Nobody works at it any more."""
    with resources.database.read() as session:
        if queue.waits_for(session, str(order_id)):
            return False
    return datasets.order_view(resources, COMMAND_LINE, order_id).state not in SETTLED
