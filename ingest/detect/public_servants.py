"""Names that must stay: of public servants, speakers and those who answer for a list, told by their post.

Names, posts and signatures of public servants are public (LGTAIP art. 65 VI); hiding them is unlawful too.
"""

from ingest.detect import people
from ingest.detect.around import Standing, standing
from ingest.detect.spans import SpanFinding, Written


def find_in_text(text: str) -> tuple[SpanFinding, ...]:
    """The spans of all names in a text whose words around say that a servant bears them."""
    written = Written(text)
    return tuple(
        span for span in people.find(written) if standing(written, span.start, span.end) is Standing.SERVANT
    )
