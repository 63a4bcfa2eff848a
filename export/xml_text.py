"""Text without the characters that XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(value: str) -> str:
    return _FORBIDDEN.sub("", value)
