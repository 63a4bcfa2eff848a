"""Chunks of pages: every unread page once, whatever was read before and however long pages take."""

from hypothesis import given
from hypothesis import strategies as st

from archive.jobs.reading_pages import Progress


@given(
    page_count=st.integers(0, 300),
    done=st.frozensets(st.integers(1, 300)),
    seconds=st.lists(st.floats(0, 200), max_size=50),
)
def test_every_unread_page_is_handed_out_once_in_runs(
    page_count: int, done: frozenset[int], seconds: list[float]
) -> None:
    progress = Progress(page_count, done)
    handed: list[int] = []
    times = iter(seconds)
    while (chunk := progress.take()) is not None:
        first, last = chunk
        handed.extend(range(first, last + 1))
        progress.learn(last - first + 1, next(times, 1.0))
    assert handed == [number for number in range(1, page_count + 1) if number not in done]


def test_slow_pages_make_small_chunks_and_quick_ones_large() -> None:
    slow, quick = Progress(100), Progress(100)
    slow.learn(4, 8.0)
    quick.learn(4, 0.1)
    assert slow.take() == (1, 2)
    assert quick.take() == (1, 40)
