"""What lies beneath a box is gone from the file, not covered; what stands beside it stays where it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pymupdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest import ocr, public_pdf
from ingest.box_codes import numbered
from ingest.box_sizes import even_boxes
from ingest.errors import DamagedFile, NoPublicForm
from ingest.glyph_strings import split
from ingest.options import Options
from ingest.redactions import DataType, Extent, PagePlan, Plan, Redaction
from ingest.scrub import scrub
from ingest.values import Box, FileType, Page, TextSource, Word
from tests.ingest import files, hiding_places, layouts, leftovers
from tests.ingest.layouts import NAMES, Holds, Layout, Made

OPTIONS = Options()
_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing layout says enough by itself
AROUND = 3  # points: the soft edge of a box
layouts_of_all_kinds = st.builds(
    Layout,
    holds=st.sampled_from(Holds),
    font=st.sampled_from(["helv", "hebo", "tiro", "cour"]),
    size=st.sampled_from([7.0, 10.0, 13.0]),
    rotation=st.sampled_from([0, 90, 180, 270]),
    cropped=st.booleans(),
    ruled=st.booleans(),
)


def _made(folder: Path, layout: Layout) -> tuple[Path, Path, Made]:
    source, target = folder / "original.pdf", folder / "publica.pdf"
    made = layouts.make(source, layout)
    public_pdf.make(source, target, OPTIONS, [made.page], made.plan, made.codes)
    return source, target, made


@settings(max_examples=20, deadline=None, phases=_NO_SHRINKING)
@given(layout=layouts_of_all_kinds)
def test_names_are_gone_by_every_means_and_the_rest_looks_as_before(layout: Layout) -> None:
    with TemporaryDirectory() as folder:
        source, target, made = _made(Path(folder), layout)
        assert leftovers.found(target, NAMES) == set()
        with pymupdf.open(target) as document:
            assert made.public <= set(document[0].get_text().split())
        drawn = [box for _, box in even_boxes(made.plan.pages[0])]
        assert max(leftovers.picture_spread(target, box, edge=10) for box in drawn) <= 32  # JPEG
        assert _changed_beside(source, target, drawn) < 0.01
        _assert_coloured(target, drawn)


def _changed_beside(source: Path, target: Path, boxes: list[Box]) -> float:
    before, after = leftovers.shown(source), leftovers.shown(target)
    assert before.shape == after.shape
    changed = np.abs(before - after).max(axis=2) > 70
    for box in boxes:
        changed[
            max(0, int(box.y0) - AROUND) : int(box.y1) + AROUND,
            max(0, int(box.x0) - AROUND) : int(box.x1) + AROUND,
        ] = False
    return float(changed.mean())


def _assert_coloured(target: Path, boxes: list[Box]) -> None:
    """Beside its caption every box shows its colour and not the paper."""
    page = leftovers.shown(target)
    for box in boxes:
        corner = page[int(box.y0) + 1, int(box.x0) + 2]
        assert np.abs(corner - (20, 85, 160)).max() <= 40


@pytest.mark.parametrize("holds", [Holds.LETTERS, Holds.EMBEDDED, Holds.FORM, Holds.ONE_GLYPH])
def test_letters_stay_letters(tmp_path: Path, holds: Holds) -> None:
    layout = Layout(holds, "helv", 10.0, 90, cropped=True, ruled=True)
    _, target, _ = _made(tmp_path, layout)
    with pymupdf.open(target) as document:
        assert document[0].get_images() == []


def test_words_drawn_as_curves_go_with_their_page_as_a_picture(tmp_path: Path) -> None:
    """A whole line drawn as one curve cannot be cut: nothing of the drawing is carried over."""
    source, target = tmp_path / "original.pdf", tmp_path / "publica.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=200)
        shape = page.new_shape()
        for number in range(30):
            x = 40 + number * 7
            shape.draw_bezier((x, 80), (x + 2, 60), (x + 4, 100), (x + 6, 80))
        shape.finish()
        shape.commit()
        document.save(source)
    plan = _one_box(Box(60, 60, 120, 100))
    public_pdf.make(source, target, OPTIONS, [], plan)
    with pymupdf.open(target) as document:
        page = document[0]
        assert len(page.get_images()) == 1
        assert not any(item[0] == "c" for drawing in page.get_drawings() for item in drawing["items"])
    assert leftovers.picture_spread(target, Box(60, 60, 120, 100)) <= 4


def _one_box(box: Box, width: float = 300, height: float = 200) -> Plan:
    redactions = (Redaction(1, box, DataType.SIGNATURE, Extent(lines=1)),)
    return Plan((PagePlan(1, width, height, redactions),))


def test_pictures_that_pages_share_and_their_masks_lose_what_is_beneath(tmp_path: Path) -> None:
    source, target = tmp_path / "original.pdf", tmp_path / "publica.pdf"
    picture = leftovers.noise((200, 100), 4, "RGBA")
    picture.putalpha(leftovers.noise((200, 100), 9, "L"))
    picture.save(tmp_path / "foto.png")
    place, box = pymupdf.Rect(50, 50, 250, 150), Box(80, 70, 180, 120)
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=200)
        xref = page.insert_image(place, filename=tmp_path / "foto.png")
        document.new_page(width=300, height=200).insert_image(place, xref=xref)
        document.save(source)
    pages = tuple(PagePlan(number, 300, 200, (Redaction(number, box, DataType.FACE),)) for number in (1, 2))
    public_pdf.make(source, target, OPTIONS, [], Plan(pages))
    for number in (0, 1):
        assert leftovers.picture_spread(target, box, number, edge=2) <= 2
    with pymupdf.open(target) as document:
        for xref in range(1, document.xref_length()):
            if document.xref_get_key(xref, "Subtype")[1] == "/Image":
                pixmap = pymupdf.Pixmap(document, xref)
                pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(
                    pixmap.height, pixmap.width, pixmap.n
                )
                assert np.ptp(pixels[25:65, 35:125].astype(int), axis=(0, 1)).max() <= 2


@pytest.mark.parametrize("layer", [False, True], ids=["letters kept", "as a picture"])
def test_no_hiding_place_survives_beside_boxes(tmp_path: Path, layer: bool) -> None:
    source, target = tmp_path / "original.pdf", tmp_path / "publica.pdf"
    hiding_places.make(source, layer=layer)
    with pymupdf.open(source) as document:
        rect = document[0].rect
        words = [Word(str(word[4]), Box(*word[:4])) for word in document[0].get_text("words")]
    (hidden,) = (word for word in words if word.text == "jornada")
    redactions = (Redaction(1, hidden.box, DataType.NAME, Extent(1, 1)),)
    kept = tuple(word for word in words if word is not hidden)
    plan = Plan((PagePlan(1, rect.width, rect.height, redactions, kept),))
    read = Page(1, rect.width, rect.height, "", tuple(words), TextSource.LAYER)
    scrub(source, FileType.PDF, target, OPTIONS, tmp_path, [read], plan, numbered(plan))
    assert hiding_places.places_left(target) == []
    assert leftovers.found(target, ["jornada"]) == set()
    if not layer or ocr.available(OPTIONS):
        with pymupdf.open(target) as document:
            assert {"Informe", "visible"} <= set(document[0].get_text().split())


def test_links_beneath_boxes_go_and_others_stay(tmp_path: Path) -> None:
    source, target = tmp_path / "original.pdf", tmp_path / "publica.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=200)
        page.insert_text((40, 60), "Página de Ximena y página pública")
        for x, name in ((40, "ximena"), (150, "publica")):
            uri = f"https://example.mx/{name}"
            page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(x, 45, x + 90, 65), "uri": uri})
        document.save(source)
    public_pdf.make(source, target, OPTIONS, [], _one_box(Box(40, 45, 130, 65)))
    with pymupdf.open(target) as document:
        assert [link["uri"] for link in document[0].get_links()] == ["https://example.mx/publica"]
    assert leftovers.found(target, ["ximena", "Ximena"]) == set()


@pytest.mark.parametrize(
    "plan",
    [Plan(()), _one_box(Box(0, 0, 10, 10), width=500), Plan((PagePlan(2, 300, 200),))],
    ids=["too few pages", "another size", "another number"],
)
def test_a_plan_of_another_document_is_refused(tmp_path: Path, plan: Plan) -> None:
    source, target = tmp_path / "original.pdf", tmp_path / "publica.pdf"
    with pymupdf.open() as document:
        document.new_page(width=300, height=200)
        document.save(source)
    with pytest.raises(DamagedFile):
        public_pdf.make(source, target, OPTIONS, [], plan)
    assert not target.exists()


def test_the_same_document_and_plan_give_the_same_bytes(tmp_path: Path) -> None:
    layout = Layout(Holds.LETTERS, "helv", 10.0, 0, cropped=False, ruled=True)
    _, target, _ = _made(tmp_path, layout)
    before = target.read_bytes()
    _made(tmp_path, layout)
    assert target.read_bytes() == before


def test_plain_text_has_no_place_for_boxes(tmp_path: Path) -> None:
    source = tmp_path / "nota.txt"
    source.write_text("Ximena", encoding="utf-8")
    with pytest.raises(NoPublicForm):
        scrub(source, FileType.TXT, tmp_path / "n", OPTIONS, tmp_path, [], _one_box(Box(0, 0, 9, 9)))


def test_a_picture_of_a_paper_is_covered_where_its_page_says(tmp_path: Path) -> None:
    source = files.make_picture(tmp_path / "hoja.png", (600, 400))
    target = tmp_path / "publica.png"
    made = scrub(source, FileType.PNG, target, OPTIONS, tmp_path, [], _one_box(Box(50, 50, 150, 100)))
    assert made is FileType.PNG
    pixels = np.asarray(pymupdf.Pixmap(target).pil_image())
    assert np.ptp(pixels[100:130, 100:300], axis=(0, 1)).max() == 0


@pytest.mark.parametrize(
    ("content", "pieces"),
    [
        (b"BT /F 9 Tf (ab) Tj ET", b"BT /F 9 Tf [<61><62>]TJ ET"),
        (b"/F 9 Tf [(a\\)) -20 <6263>] TJ", b"/F 9 Tf [<61><29> -20 <62><63>] TJ"),
        (b"/W 9 Tf <00410042> Tj", b"/W 9 Tf [<0041><0042>]TJ"),
        (b"/U 9 Tf (ab) Tj", b"/U 9 Tf (ab) Tj"),
        (b"/F 9 Tf q /W 9 Tf Q (ab) Tj", b"/F 9 Tf q /W 9 Tf Q [<61><62>]TJ"),
        (b"/F 9 Tf (\\101\\\n\\(x) Tj", b"/F 9 Tf [<41><28><78>]TJ"),
        (b"[(a)] 0 d /F 9 Tf (a) '", b"[(a)] 0 d /F 9 Tf (a) '"),
        (b"/F 9 Tf /P <</A (ab)>> BDC (a) Tj", b"/F 9 Tf /P <</A (ab)>> BDC [<61>]TJ"),
    ],
)
def test_strings_are_split_into_glyphs(content: bytes, pieces: bytes) -> None:
    assert split(content, {b"F": 1, b"W": 2, b"U": 0}) == pieces
