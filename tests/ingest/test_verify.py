"""The gate objects to every way in which a public version can give a child away, and lets clean ones pass."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from ingest import box_codes, redact
from ingest.options import Options
from ingest.redactions import (
    DataType,
    Extent,
    GateReport,
    Leak,
    PagePlan,
    Plan,
    Redaction,
    Secrets,
)
from ingest.values import Box, FileType, Word
from ingest.verify import verify
from tests.ingest.gate import leaking
from tests.ingest.gate.leaking import NAME, PLAIN, PUBLIC

SECRETS = Secrets(((DataType.NAME, NAME),))
WIDE = PLAIN.encode("utf-16-be")


def gate(
    path: Path,
    file_type: FileType = FileType.PDF,
    *,
    secrets: Secrets = SECRETS,
    required: Sequence[str] = (PUBLIC,),
    covered: Sequence[PagePlan] = (),
) -> GateReport:
    return verify(path, file_type, secrets, required, Options(ocr_dpi=200), path.parent, covered=covered)


def told(report: GateReport) -> set[tuple[Leak, DataType | None]]:
    return {(objection.leak, objection.data_type) for objection in report.objections}


def details(report: GateReport) -> set[str]:
    return {objection.detail for objection in report.objections}


def test_a_clean_page_passes(tmp_path: Path) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf"))
    assert report.passed, report.objections
    assert (report.pages, report.secrets, report.required, report.found_again) == (1, 1, 1, 1)
    assert any("Plática" in text for text in report.texts)
    assert {"pdfium", "mupdf", "objects", "bytes", "structure", "page ocr"} <= set(report.means)


def test_a_link_to_a_public_page_passes(tmp_path: Path) -> None:
    assert gate(leaking.make(tmp_path / "a.pdf", leaking.web_link)).passed


@pytest.mark.parametrize(
    ("leak", "means"),
    [
        (leaking.visible, {Leak.TEXT, Leak.SECOND_ENGINE, Leak.PICTURE, Leak.OBJECT}),
        (leaking.under_a_box, {Leak.TEXT, Leak.SECOND_ENGINE, Leak.OBJECT}),
        (leaking.white_on_white, {Leak.TEXT, Leak.SECOND_ENGINE, Leak.OBJECT}),
        (leaking.tiny, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.without_ink, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.outside_the_page, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.outside_a_shifted_page, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.turned, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.spaced, {Leak.TEXT, Leak.SECOND_ENGINE}),
        (leaking.in_two_pieces, {Leak.TEXT, Leak.SECOND_ENGINE, Leak.PICTURE}),
        (leaking.in_columns, {Leak.TEXT, Leak.SECOND_ENGINE, Leak.PICTURE}),
        (leaking.as_picture, {Leak.PICTURE}),
        (leaking.picture_under_a_box, {Leak.PICTURE}),
        (leaking.unused_picture, {Leak.PICTURE}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_name_on_the_page_is_found_by_each_means(
    tmp_path: Path, leak: leaking.Leaking, means: set[Leak]
) -> None:
    found = told(gate(leaking.make(tmp_path / "a.pdf", leak)))
    assert {(each, DataType.NAME) for each in means} <= found


@pytest.mark.parametrize(
    "leak", [leaking.under_a_box, leaking.white_on_white, leaking.tiny, leaking.without_ink]
)
def test_text_that_cannot_be_seen_is_refused_whatever_it_says(tmp_path: Path, leak: leaking.Leaking) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf", leak), secrets=Secrets())
    assert details(report) == {"text that cannot be seen"}


@pytest.mark.parametrize(
    ("leak", "channel"),
    [
        (leaking.annotation, "annotation"),
        (leaking.form_field, "form"),
        (leaking.mail_link, "annotation"),
        (leaking.attachment, "attachment"),
        (leaking.outline, "outline"),
        (leaking.xmp, "xmp"),
        (leaking.layer, "layers"),
        (leaking.in_catalog("OpenAction", "<</S/JavaScript/JS(1)>>"), "javascript"),
        (leaking.in_catalog("AA", "<<>>"), "actions"),
        (leaking.in_catalog("PageLabels", "<</Nums[0<</P(a)>>]>>"), "page labels"),
        (leaking.in_catalog("StructTreeRoot", "<</K<</S/P/Alt(una foto)>>>>"), "alternative text"),
        (leaking.in_catalog("StructTreeRoot", "<</K[<</S/P/ActualText(algo)>>]>>"), "actual text"),
        (leaking.in_catalog("Inventado", "(algo)"), "catalog: a key of no known use"),
        (leaking.in_page("PieceInfo", "<<>>"), "private data"),
        (leaking.in_page("Thumb", "<<>>"), "thumbnail"),
        (leaking.in_page("Inventado", "(algo)"), "page: a key of no known use"),
        (leaking.in_content(b"/Span <</ActualText (dicho)>> BDC EMC"), "text beside the content"),
        (leaking.in_content(b"/Span <</Alt <4142>>> BDC EMC"), "text beside the content"),
        (leaking.author, "information dictionary"),
        (leaking.other_producer, "producer"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_channel_is_refused_although_it_says_nothing(
    tmp_path: Path, leak: leaking.Leaking, channel: str
) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf", leak), secrets=Secrets())
    assert any(channel in detail for detail in details(report)), report.objections


def test_a_picture_that_carries_more_than_pixels_is_refused(tmp_path: Path) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf", leaking.picture_with_exif))
    assert told(report) == {(Leak.METADATA, None)}
    assert next(iter(details(report))).endswith("EXIF or XMP")


@pytest.mark.parametrize(
    "leak",
    [
        leaking.in_content(f"% {PLAIN}".encode()),
        leaking.in_content(b"BT /F1 1 Tf [(Xochitl To) 120 (nantzin)] TJ ET"),
        leaking.in_content(f"BT <{PLAIN.encode().hex()}> Tj ET".encode()),
        leaking.in_content(rb"% (\130\157\143hitl Tonantzin)"),
        leaking.lost_object(f"({PLAIN})"),
        leaking.lost_object(f"<feff{WIDE.hex()}>"),
        leaking.lost_object("/" + PLAIN.replace(" ", "#20")),
        leaking.lost_stream(PLAIN.encode()),
        leaking.lost_stream(b"\1\2\3\4" * 50 + WIDE + b"\5\6"),
        leaking.lost_stream(PLAIN.encode().hex().encode()),
        leaking.shuffled_font,
    ],
)
def test_a_name_among_the_objects_is_found(tmp_path: Path, leak: leaking.Leaking) -> None:
    assert (Leak.OBJECT, DataType.NAME) in told(gate(leaking.make(tmp_path / "a.pdf", leak)))


@pytest.mark.parametrize(
    "after",
    [
        leaking.earlier_revision,
        lambda whole: whole + f"\n% {PLAIN}\n".encode(),
        lambda whole: f"{PLAIN}\n".encode() + whole,
    ],
)
def test_bytes_around_the_last_revision_are_read_and_refused(
    tmp_path: Path, after: Callable[[bytes], bytes]
) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf", after=after))
    assert {(Leak.OBJECT, DataType.NAME), (Leak.STRUCTURE, None)} <= told(report)


def test_what_is_public_may_share_words_with_a_pupil(tmp_path: Path) -> None:
    pupil = Secrets(((DataType.NAME, "Benito Juárez López"),))
    assert gate(leaking.make(tmp_path / "a.pdf"), secrets=pupil, required=(PUBLIC,)).passed

    def beside(document: pymupdf.Document, page: pymupdf.Page) -> None:
        page.insert_text((30, 100), "1  Benito Juárez López", fontsize=14)

    assert not gate(leaking.make(tmp_path / "b.pdf", beside), secrets=pupil, required=(PUBLIC,)).passed


def test_what_had_to_stay_and_is_gone_is_told(tmp_path: Path) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf"), required=(PUBLIC, "Total de asistentes: 28"))
    assert told(report) == {(Leak.MISSING, None)}
    assert (report.required, report.found_again) == (2, 1)


@pytest.mark.parametrize(
    "text", ["CURP LOGM090514MMCPRRA5", "Correo: mari.luz99@gmail.com", "Tel. cel. 722 123 4567"]
)
def test_identifiers_that_nobody_named_are_refused_unless_public(tmp_path: Path, text: str) -> None:
    def beside(document: pymupdf.Document, page: pymupdf.Page) -> None:
        page.insert_text((30, 100), text, fontsize=14)

    path = leaking.make(tmp_path / "a.pdf", beside)
    assert any(detail.endswith("pattern") for detail in details(gate(path, secrets=Secrets())))
    assert gate(path, secrets=Secrets(), required=(PUBLIC, text)).passed


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no es un PDF"])
@pytest.mark.parametrize("file_type", [FileType.PDF, FileType.JPEG, FileType.XLSX, FileType.ZIP])
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, file_type: FileType) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    report = gate(path, file_type)
    assert (Leak.UNREADABLE, None) in told(report)


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page()
        document.save(tmp_path / "a.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="a", user_pw="")
        document.save(tmp_path / "b.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="a", user_pw="b")
    for name in ("a.pdf", "b.pdf"):
        assert told(gate(tmp_path / name, required=())) == {(Leak.UNREADABLE, None)}


def test_no_report_holds_a_value(tmp_path: Path) -> None:
    report = gate(leaking.make(tmp_path / "a.pdf", leaking.visible))
    assert not report.passed
    assert not any(word in repr(report) for word in (*NAME.split(), *PLAIN.split()))


# ---------------------------------------------------------------------- pages that are pictures


def planned(*, cover: bool = True) -> tuple[Image.Image, Plan]:
    """A page's picture with the name on it, and the plan that takes it off."""
    picture = Image.new("RGB", (1200, 560), "white")
    draw = ImageDraw.Draw(picture)
    font = leaking.ImageFont.load_default(40)
    draw.text((80, 90), PUBLIC, fill="black", font=font)
    draw.text((80, 260), NAME, fill="black", font=font)
    kept = tuple(
        Word(word, Box(28 + 30 * place, 34, 55 + 30 * place, 50)) for place, word in enumerate(PUBLIC.split())
    )
    box = Redaction(1, Box(26, 88, 260, 118), DataType.NAME, Extent(3, 1))
    page = PagePlan(1, 432.0, 201.6, (box,) if cover else (), kept)
    return picture, Plan((page,), SECRETS, (PUBLIC,))


def test_a_page_redacted_as_a_picture_passes(tmp_path: Path) -> None:
    picture, plan = planned()
    redact.as_pictures([picture], plan, box_codes.numbered(plan), tmp_path / "a.pdf")
    report = gate(tmp_path / "a.pdf", covered=plan.pages)
    assert report.passed, report.objections


def test_a_box_that_was_not_burned_in_is_seen_without_reading(tmp_path: Path) -> None:
    picture, plan = planned()
    _, uncovered = planned(cover=False)
    redact.as_pictures([picture], uncovered, box_codes.numbered(uncovered), tmp_path / "a.pdf")
    report = gate(tmp_path / "a.pdf", secrets=Secrets(), covered=plan.pages)
    assert "pixels under a box" in details(report)


def test_a_word_layer_holds_no_more_than_the_plan_lets_stay(tmp_path: Path) -> None:
    picture, plan = planned()
    page = plan.pages[0]
    more = PagePlan(
        1,
        page.width,
        page.height,
        page.redactions,
        (*page.kept, Word("Desconocida", Box(300, 150, 400, 165))),
    )
    larger = Plan((more,))
    redact.as_pictures([picture], larger, box_codes.numbered(larger), tmp_path / "a.pdf")
    assert gate(tmp_path / "a.pdf", covered=larger.pages).passed
    assert details(gate(tmp_path / "a.pdf", covered=plan.pages)) == {"text that cannot be seen"}


# ---------------------------------------------------------------------- anywhere at all

_STRINGS = st.sampled_from(
    [
        lambda name: f"({name})".encode(),
        lambda name: f"<{name.encode().hex()}>".encode(),
        lambda name: f"<feff{name.encode('utf-16-be').hex()}>".encode(),
        lambda name: f"[({name[:9]}) -20 ({name[9:]})]".encode(),
        lambda name: f"({' '.join(name.replace(' ', ''))})".encode(),
        lambda name: b"(" + "".join(f"\\{ord(letter):03o}" for letter in name).encode() + b")",
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=_STRINGS,
    order=st.permutations(PLAIN.split()).map(" ".join),
    upper=st.booleans(),
    place=st.sampled_from(["content", "object", "page", "stream"]),
)
def test_a_name_written_anyhow_is_found_anywhere(
    tmp_path: Path, written: Callable[[str], bytes], order: str, upper: bool, place: str
) -> None:
    string = written(order.upper() if upper else order)
    leak = {
        "content": leaking.in_content(b"% " + string),
        "object": leaking.lost_object(string.decode("latin-1")),
        "page": leaking.in_page("Nuevo", string.decode("latin-1")),
        "stream": leaking.lost_stream(b"0 0 m " + string + b" Tj"),
    }[place]
    assert (Leak.OBJECT, DataType.NAME) in told(gate(leaking.make(tmp_path / "a.pdf", leak)))
