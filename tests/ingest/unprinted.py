"""Office files with a word in every place that people do not see, for each suffix that LibreOffice prints.

Hidden places hold words that begin with HIDE, visible ones words that begin with SHOW.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from pptx.util import Inches

from ingest.options import Limits
from ingest.tools import Bounds, find, run
from tests.ingest import files

_BY = 'w:id="{0}" w:author="HIDEAUTHOR" w:date="2022-05-01T10:00:00Z"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"

Edit = Callable[[bytes], bytes]


def make_book(path: Path) -> Path:
    """Hidden sheets, rows, columns and notes that the sheet's own settings would print."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Visible"
    for row in (
        ["SHOWONE", "", "HIDECOLUMN", "HIDENARROW"],
        ["HIDEROW"],
        ["SHOWTWO"],
        ["HIDEZERO"],
        ["HIDEFILTERED"],
    ):
        sheet.append(row)
    sheet["A6"], sheet["A6"].number_format = "HIDEFORMAT", ";;;"
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["D"].width = 7.77
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[4].height = 7.77
    sheet.auto_filter.ref = "A1:A6"
    sheet.row_dimensions[5].hidden = True
    sheet["A1"].comment = Comment("HIDENOTE", "HIDEAUTHOR")
    sheet.page_setup.cellComments = "atEnd"
    for name, state in (("HIDESHEETNAME", "hidden"), ("HIDEVERYNAME", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden.append([name.replace("NAME", "TEXT")])
        hidden.sheet_state = state
    last = book.create_sheet("Última")
    last.append(["SHOWTHREE"])
    last["A1"].comment = Comment("HIDESECOND", "HIDEAUTHOR")
    last.page_setup.cellComments = "asDisplayed"
    book.save(path)
    # What other programs write for hidden, and Excel shows as such: no height, no width.
    return _edited(
        path,
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b'ht="7.77"', b'ht="0"').replace(
                b'width="7.77"', b'width="0"'
            )
        },
    )


def make_deck(path: Path) -> Path:
    """A hidden slide, notes, a comment, a shape switched off, one beside the slide, a description."""
    deck = pptx.Presentation()
    layout = deck.slide_layouts[5]
    first, hidden, last = (deck.slides.add_slide(layout) for _ in range(3))
    for slide, title in ((first, "SHOWONE"), (hidden, "HIDESLIDE"), (last, "SHOWTWO")):
        slide.shapes.title.text = title
    first.notes_slide.notes_text_frame.text = "HIDENOTES"
    for left, text in ((1, "HIDESHAPE"), (-8, "HIDEBESIDE"), (1, "SHOWBOX")):
        box = first.shapes.add_textbox(Inches(left), Inches(4), Inches(3), Inches(1))
        box.text_frame.text = text
        about = box._element.nvSpPr.cNvPr
        about.set("descr", "HIDEDESCRIPTION")
        if text == "HIDESHAPE":
            about.set("hidden", "1")
    hidden.element.set("show", "0")
    deck.save(str(path))
    return _with_comment(path)


def _with_comment(path: Path) -> Path:
    def related(name: str, target: str) -> Edit:
        line = f'<Relationship Id="rId99" Type="{_RELATION}/{name}" Target="{target}"/></Relationships>'
        return lambda xml: xml.replace(b"</Relationships>", line.encode())

    kinds = "".join(
        f'<Override PartName="/ppt/{part}" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in (("comments/comment1.xml", "comments"), ("commentAuthors.xml", "commentAuthors"))
    )
    comment = (
        '<p:cm authorId="0" dt="2022-05-01T10:00:00.000" idx="1">'
        '<p:pos x="9" y="9"/><p:text>HIDECOMMENT</p:text></p:cm>'
    )
    author = '<p:cmAuthor id="0" name="HIDEAUTHOR" initials="A" lastIdx="1" clrIdx="0"/>'
    return _edited(
        path,
        {
            "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", f"{kinds}</Types>".encode()),
            "ppt/slides/_rels/slide1.xml.rels": related("comments", "../comments/comment1.xml"),
            "ppt/_rels/presentation.xml.rels": related("commentAuthors", "commentAuthors.xml"),
        },
        {
            "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{_MAIN}">{comment}</p:cmLst>'.encode(),
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{_MAIN}">{author}</p:cmAuthorLst>'.encode(),
        },
    )


def make_letter(path: Path) -> Path:
    """Deleted and moved text that the file still keeps, also in header and table; a comment; hidden text."""
    letter = docx.Document()
    _change(letter.add_paragraph("SHOWONE "), "del", 1, "HIDEDELETED")
    _change(letter.add_paragraph(), "ins", 2, "SHOWINSERTED")
    _change(letter.add_paragraph(), "moveFrom", 3, "HIDEMOVED")
    _change(letter.add_paragraph(), "moveTo", 4, "SHOWMOVED")
    hidden = letter.add_paragraph("SHOWTWO ")
    hidden.add_run("HIDERUN").font.hidden = True
    style = letter.styles.add_style("Oculto", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    hidden.add_run("HIDESTYLE", style="Oculto")
    run = letter.add_paragraph().add_run("SHOWCOMMENTED")
    letter.add_comment(run, text="HIDECOMMENT", author="HIDEAUTHOR", initials="H")
    table = letter.add_table(2, 1)
    table.cell(0, 0).text = "SHOWROW"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {_BY.format(5)}/>"))
    _change(table.cell(1, 0).paragraphs[0], "del", 6, "HIDETABLE")
    _change(letter.sections[0].header.paragraphs[0], "del", 7, "HIDEHEADER")
    letter.save(str(path))
    return path


def _change(paragraph: "docx.text.paragraph.Paragraph", kind: str, number: int, text: str) -> None:
    tag = "delText" if kind == "del" else "t"
    change = f"<w:{kind} {nsdecls('w')} {_BY.format(number)}><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>"
    paragraph._p.append(parse_xml(change))


def protected_letter(path: Path, setting: str) -> Path:
    """The same under a setting of Word's that forbids to edit it."""
    whole = f"<w:{setting} w:enforcement='1'/>" if "edit" in setting else f"<w:{setting}/>"

    def into(xml: bytes) -> bytes:
        return re.sub(rb"(<w:settings[^>]*>)", lambda begin: begin[1] + whole.encode(), xml, count=1)

    return _edited(make_letter(path), {"word/settings.xml": into})


def with_setting(source: Path, path: Path, name: str, kind: str, value: str) -> Path:
    """A copy of an ODT with one of LibreOffice's own settings changed."""
    item = f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    def into(xml: bytes) -> bytes:
        plain = re.sub(
            rb'<config:config-item config:name="%s"[^>]*?(/>|>[^<]*</config:config-item>)' % name.encode(),
            b"",
            xml,
        )
        return re.sub(rb'(name="ooo:configuration-settings">)', lambda begin: begin[1] + item.encode(), plain)

    path.write_bytes(source.read_bytes())
    return _edited(path, {"settings.xml": into})


def _edited(path: Path, edits: Mapping[str, Edit], more: Mapping[str, bytes] = {}) -> Path:
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for name, edit in edits.items():
        changed = edit(members[name])
        assert changed != members[name], name
        members[name] = changed
    return files.make_zip(path, {**members, **more})


def converted(source: Path, suffix: str) -> Path:
    """The same in another of LibreOffice's formats, hidden things and all."""
    program = find("soffice")
    assert program is not None
    profile = source.parent / "converting"
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        suffix,
    ]
    limits = Limits()
    run(
        [*command, "--outdir", str(source.parent), str(source)],
        source.parent,
        Bounds(120, 3_000_000_000, limits.file_size),
    )
    made = source.with_suffix(f".{suffix}")
    assert made.is_file()
    return made


def words_in(path: Path) -> set[str]:
    """Every such word that the file holds anywhere, however its format writes it."""
    heap = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            heap += [package.read(name) for name in package.namelist()]
    texts = (
        text
        for part in heap
        for text in (
            part.decode("latin-1"),
            part.decode("utf-16-le", "ignore"),
            part[1:].decode("utf-16-le", "ignore"),
        )
    )
    return {word for text in texts for word in words(text)}


def words(text: str) -> set[str]:
    """The words of both kinds in a text, also where they stand without a space between."""
    return set(re.findall(r"(?:HIDE|SHOW)[A-Z]+?(?=HIDE|SHOW|[^A-Z]|\Z)", text))
