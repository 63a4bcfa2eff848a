"""CURPs as written, spaced, broken over lines and misread; and what merely looks like an identifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.detect import curp


@pytest.mark.parametrize(
    "text",
    [
        "CURP: LOGM090514MMCPRRA5",
        "logm090514mmcprra5",
        "LOGM 090514 MMC PRRA5",
        "LOGM090514-M-MC-PRR-A5",
        "COOG110612HMCRX\nLD1",
        "L0GMO9O5I4MMCPRRA5",  # as OCR misreads it
        "XEXX010101MNEXXXA8",  # generic, fails its check digit
        "OXAR970122MVZXLS09",  # a vowel X
        "VACA050312HMCRRS01",  # real prefixes that the rules forbid
        "1\tPérez\tPEPJ101012HMCRBS05\t14",
    ],
)
def test_a_curp_is_found(text: str) -> None:
    assert curp.found(["nada", text])


@pytest.mark.parametrize(
    "text",
    [
        "15EES0123K",
        "CAL/UT/045/2022",
        "00123/CALIMAYA/IP/2022",
        "4739f5b8-1111-4222-8333-444455556666",
        "XAXX010101000",
        "INTERNACIONALIZACIONES",
        "https://drive.google.com/drive/folders/1a2B3c4D5e6F7g8H9i0J",
        "002010077777777771",
        "Tel. 722 123 45 67, 722 765 43 21",
    ],
)
def test_other_identifiers_are_not(text: str) -> None:
    assert not curp.found([text])


@given(st.text(alphabet="ABCDEFGHIJKLMNÑOPQRSTUVWXYZ \n", max_size=300))
def test_words_alone_never_make_a_curp(text: str) -> None:
    assert not curp.found([text])
