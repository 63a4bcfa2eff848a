"""Downloads and page images: names, conditions, ranges."""

import hashlib
from io import BytesIO

import pymupdf
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from archive.web.portal.files import download
from tests.archive.web.conftest import Portal


def address(portal: Portal) -> str:
    return f"/d/{portal.slides}/descargar/prevencion-de-violencia-digital.pdf"


def test_a_download_has_a_readable_name_and_its_hash(portal: Portal, client: FlaskClient) -> None:
    answer = client.get(address(portal))
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="prevencion-de-violencia-digital.pdf"'
    )
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert answer.headers["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.mimetype == "application/pdf"
    with pymupdf.open(stream=answer.data) as opened:
        assert opened.page_count == 3


def test_another_name_leads_to_the_right_one(portal: Portal, client: FlaskClient) -> None:
    answer = client.get(f"/d/{portal.slides}/descargar/x.exe")
    assert answer.status_code == 301
    assert answer.location == address(portal)
    assert download.__name__ == "download"


def test_what_the_caller_has_is_not_sent_again(portal: Portal, client: FlaskClient) -> None:
    first = client.get(address(portal))
    again = client.get(address(portal), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    since = client.get(address(portal), headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert since.status_code == 304
    assert client.get(address(portal), headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_tells_all_but_the_bytes(portal: Portal, client: FlaskClient) -> None:
    whole, head = client.get(address(portal)), client.head(address(portal))
    assert head.data == b""
    for name in ("Content-Length", "ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition"):
        assert head.headers[name] == whole.headers[name]


@given(st.data())
def test_every_range_is_that_part_of_the_whole(portal: Portal, data: st.DataObject) -> None:
    client = portal.app.test_client()
    whole = client.get(address(portal)).data
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.integers(first, len(whole) + 10))
    part = client.get(address(portal), headers={"Range": f"bytes={first}-{last}"})
    assert part.data == whole[first : last + 1]
    end = min(last, len(whole) - 1)
    if (first, end) != (0, len(whole) - 1):
        assert part.status_code == 206
        assert part.headers["Content-Range"] == f"bytes {first}-{end}/{len(whole)}"
    assert part.content_length == end - first + 1


def test_the_last_bytes_can_be_asked_for(portal: Portal, client: FlaskClient) -> None:
    whole = client.get(address(portal)).data
    assert client.get(address(portal), headers={"Range": "bytes=-10"}).data == whole[-10:]
    assert client.get(address(portal), headers={"Range": "bytes=100-"}).data == whole[100:]


def test_ranges_out_of_the_file_are_refused(portal: Portal, client: FlaskClient) -> None:
    size = len(client.get(address(portal)).data)
    answer = client.get(address(portal), headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_what_is_no_single_range_gets_the_whole(portal: Portal, client: FlaskClient) -> None:
    whole = client.get(address(portal))
    for asked in ("bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=5-1"):
        answer = client.get(address(portal), headers={"Range": asked})
        assert answer.status_code == 200
        assert answer.data == whole.data


def test_if_range_gives_a_part_only_of_the_same_file(portal: Portal, client: FlaskClient) -> None:
    etag = client.get(address(portal)).headers["ETag"]
    same = client.get(address(portal), headers={"Range": "bytes=0-9", "If-Range": etag})
    other = client.get(address(portal), headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_page_images_are_pictures_of_their_page(portal: Portal, client: FlaskClient) -> None:
    answers = [client.get(f"/d/{portal.slides}/paginas/{number}.webp") for number in (1, 2)]
    for answer in answers:
        assert answer.mimetype == "image/webp"
        with Image.open(BytesIO(answer.data)) as image:
            assert image.width == 900
    assert answers[0].headers["ETag"] != answers[1].headers["ETag"]
    again = client.get(
        f"/d/{portal.slides}/paginas/1.webp", headers={"If-None-Match": answers[0].headers["ETag"]}
    )
    assert again.status_code == 304
    with Image.open(BytesIO(client.get(f"/d/{portal.slides}/miniatura.webp").data)) as image:
        assert max(image.size) <= 240


def test_old_addresses_lead_to_the_document(portal: Portal, client: FlaskClient) -> None:
    answer = client.get(f"/OpenKM/Download?uuid={portal.slides}")
    assert answer.status_code == 301
    assert answer.location == f"/d/{portal.slides}/prevencion-de-violencia-digital"
    for untrusted in ("", "x", str(portal.hidden)):
        assert client.get(f"/OpenKM/Download?uuid={untrusted}").status_code == 404
