"""The slug of a title: quick for Spanish, the library's for everything."""

from hypothesis import example, given
from hypothesis import strategies as st
from slugify import slugify

from archive.services.reading.values import title_slug

_SPANISH = st.text("abcxyzABCXYZ0123áéíóúüñÁÉÍÓÚÜÑ .:;()«»“”¿?¡!–—-/", max_size=200)
_WORDS = st.lists(st.text("abñé01", min_size=1, max_size=30), max_size=20).map(" ".join)


@given(_SPANISH | _WORDS | st.text(max_size=40))
@example("a" * 100)
@example("a" * 79 + " b")
@example("a" * 80 + " b")
@example("¿?")
@example("1,000 niñas & niños")
def test_a_slug_is_what_the_library_makes_of_the_title(title: str) -> None:
    assert title_slug(title) == (slugify(title, max_length=80, word_boundary=True) or "documento")
