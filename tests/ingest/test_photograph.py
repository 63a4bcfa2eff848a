"""The public photograph: nobody can be known on it, and it is nothing but pixels."""

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFont

from ingest import ocr, photograph
from ingest.faces import find
from ingest.faces.centerface import Pixels
from ingest.options import Options
from ingest.redactions import DataType, Finding, PagePlan, Redaction, Source
from ingest.values import Box, FileType, Page, Word
from tests.ingest.faces.drawn import scene

OPTIONS = Options(tessdata=Path("/nonexistent"))  # faces alone: reading is tried where it is the point
SIZE = (480, 360)
CORNER = Box(0, 0, 60, 45)


def _page(width: float = 240.0, height: float = 180.0) -> Page:
    return Page(1, width, height, "")


def _plan(*boxes: Box, width: float = 240.0, height: float = 180.0) -> PagePlan:
    return PagePlan(1, width, height, tuple(Redaction(1, box, DataType.FACE) for box in boxes))


def _made(source: Path, file_type: FileType, plan: PagePlan, target: Path) -> Image.Image:
    photograph.make(source, file_type, [plan], target, OPTIONS)
    with Image.open(target) as image:
        image.load()
        return image


def test_a_face_is_found_covered_and_not_found_again(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jpg", tmp_path / "b.jpg"
    scene(SIZE, (160, 180, 60)).save(source, quality=92)
    plan = photograph.plan(source, FileType.JPEG, _page(), OPTIONS)
    assert [finding.data_type for finding in plan.findings] == [DataType.FACE]
    (box,) = plan.findings[0].boxes
    assert box.x0 < 80 < box.x1
    assert box.y0 < 90 < box.y1
    assert photograph.remaining(source, FileType.JPEG, plan.page, OPTIONS)
    public = _made(source, FileType.JPEG, plan.page, target)
    face = np.asarray(public)[
        int(box.y0 * 2) + 8 : int(box.y1 * 2) - 8, int(box.x0 * 2) + 8 : int(box.x1 * 2) - 8
    ]
    assert face.std() < 1.5
    assert photograph.remaining(target, FileType.JPEG, plan.page, OPTIONS) == ()


def test_a_face_left_open_by_a_person_is_no_objection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.png"
    scene(SIZE).save(source)
    faces = (find.Face(Box(20, 20, 60, 60), 0.9), find.Face(Box(200, 100, 240, 150), 0.9))
    monkeypatch.setattr(photograph.find, "faces", lambda picture: faces)
    left = photograph.remaining(source, FileType.PNG, _plan(), OPTIONS, [Box(5, 5, 35, 35)])
    assert [finding.boxes[0].x0 > 50 for finding in left] == [True]


@pytest.mark.parametrize(
    ("file_type", "becomes"),
    [
        (FileType.JPEG, FileType.JPEG),
        (FileType.PNG, FileType.PNG),
        (FileType.WEBP, FileType.JPEG),
        (FileType.TIFF, FileType.JPEG),
        (FileType.GIF, FileType.PNG),
    ],
)
def test_only_pixels_are_left_and_the_box_is_one_colour(
    file_type: FileType, becomes: FileType, tmp_path: Path
) -> None:
    source, target = tmp_path / f"a.{file_type.value}", tmp_path / "public"
    picture = scene(SIZE, (240, 180, 100))
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "MARISOL SECRETA"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (19.0, 2.0, 3.0)
    extra = {} if file_type is FileType.GIF else {"exif": exif}
    picture.save(source, comment=b"MARISOL SECRETA", **extra)
    assert photograph.make(source, file_type, [_plan(CORNER)], target, OPTIONS) is becomes
    written = target.read_bytes()
    assert b"MARISOL" not in written
    assert b"Exif" not in written
    with Image.open(target) as public:
        assert not dict(public.getexif())
        assert "icc_profile" not in public.info
        assert public.size == SIZE
        assert np.asarray(public.convert("RGB"))[4:80, 4:110].std() < 1.5


def test_pixels_outside_the_boxes_stay_as_they_were(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    original = scene(SIZE, (300, 180, 100))
    original.save(source)
    public = np.asarray(_made(source, FileType.PNG, _plan(CORNER), tmp_path / "b.png"))
    assert np.array_equal(public[:, 124:], np.asarray(original)[:, 124:])


def test_the_picture_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    picture = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 100, 199), fill="red")  # the top, once it is upright
    picture.save(source, exif=exif, quality=95)
    plan = _plan(Box(0, 100, 100, 200), width=100, height=200)
    public = _made(source, FileType.JPEG, plan, tmp_path / "b.jpg")
    assert public.size == (200, 400)
    shown = np.asarray(public)
    assert tuple(shown[40, 100] > 200) == (True, False, False)
    assert shown[300, 100].max() < 40


def test_colours_of_another_profile_become_those_every_screen_shows(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    picture = Image.new("RGB", (64, 64), (200, 80, 40))
    picture.save(source, icc_profile=_swapped_profile())
    broken = tmp_path / "c.png"
    picture.save(broken, icc_profile=lab.tobytes()[:200])
    changed = np.asarray(_made(source, FileType.PNG, _plan(), tmp_path / "b.png"))
    kept = np.asarray(_made(broken, FileType.PNG, _plan(), tmp_path / "d.png"))
    assert tuple(kept[5, 5]) == (200, 80, 40)
    assert changed[5, 5, 2] > 150  # that profile's first colour is blue


def _swapped_profile() -> bytes:
    """sRGB with the colorants of red and blue exchanged: whoever ignores the profile sees red for blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")


def test_several_frames_become_a_pdf(tmp_path: Path) -> None:
    source, target = tmp_path / "a.tiff", tmp_path / "b.pdf"
    scene(SIZE).save(source, save_all=True, append_images=[scene(SIZE, (240, 180, 90))])
    plans = [_plan(CORNER), PagePlan(2, 240.0, 180.0)]
    assert photograph.make(source, FileType.TIFF, plans, target, OPTIONS) is FileType.PDF
    assert target.read_bytes().startswith(b"%PDF")


def test_what_is_written_in_the_picture_goes_to_the_detectors(tmp_path: Path) -> None:
    options = Options()
    if not ocr.available(options):
        pytest.skip("no Spanish data for OCR here")
    source = tmp_path / "a.png"
    picture = scene((1000, 700))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((200, 200, 760, 420), fill="white")
    pen.text((230, 230), "ESCUELA VICENTE", fill="black", font=ImageFont.load_default(48))
    pen.text((230, 320), "Tel. 238 123 4567", fill="black", font=ImageFont.load_default(48))
    picture.save(source)

    def detect(page: Page) -> list[Finding]:
        words = [word for word in page.words if any(sign.isdigit() for sign in word.text)]
        return [Finding(1, (word.box,), DataType.PHONE, Source.PATTERN, 0.9, word.text) for word in words]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(photograph.find, "faces", lambda picture: ())
        plan = photograph.plan(source, FileType.PNG, _page(500, 350), options, detect)
    assert plan.findings
    assert all(finding.data_type is DataType.PHONE for finding in plan.findings)
    for redaction in plan.page.redactions:
        assert 95 <= redaction.box.x0 < redaction.box.x1 <= 385
        assert 150 <= redaction.box.y0 < redaction.box.y1 <= 200


def test_heic_photographs_become_jpeg(tmp_path: Path) -> None:
    samples = Path(__file__).parents[2].parent / "shared" / "corpus" / "photos_nofaces"
    source = samples / "exif_IMG_5195.HEIC"
    if not source.is_file():
        pytest.skip(f"no HEIC sample in {samples}")
    target = tmp_path / "b.jpg"
    assert photograph.make(source, FileType.HEIC, [_plan(CORNER)], target, OPTIONS) is FileType.JPEG
    assert target.read_bytes()[:2] == b"\xff\xd8"


def _pixels(data: bytes) -> Pixels:
    with Image.open(BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"), np.uint8)


def test_two_makings_give_the_same_picture(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    scene(SIZE, (240, 180, 90)).save(source)
    targets = [tmp_path / "b", tmp_path / "c"]
    for target in targets:
        photograph.make(source, FileType.JPEG, [_plan(CORNER)], target, OPTIONS)
    first, second = (target.read_bytes() for target in targets)
    assert first == second
    assert _pixels(first).shape == (360, 480, 3)
    assert os.fspath(tmp_path).encode() not in first


def test_a_plate_is_proposed_even_if_a_sign_was_misread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (Word("XTR-48-2I", Box(300, 200, 420, 240)), Word("ALTO", Box(20, 20, 90, 50)))
    monkeypatch.setattr(photograph.ocr, "available", lambda options: True)
    monkeypatch.setattr(photograph.ocr, "read_image", lambda *_: ocr.OcrResult("", (), 0.0))
    monkeypatch.setattr(photograph.lettering, "words", lambda *_: words)
    monkeypatch.setattr(photograph.find, "faces", lambda picture: ())
    source = tmp_path / "a.png"
    scene(SIZE).save(source)
    plan = photograph.plan(source, FileType.PNG, _page(), OPTIONS, lambda page: ())
    (redaction,) = plan.page.redactions
    assert redaction.data_type is DataType.PLATE
    assert redaction.box.x0 < 150 < 210 < redaction.box.x1
