"""What LibreOffice is to be and to do: a profile without macros or links, and orders to print one file.

The orders are a macro of the profile's own: a document's macros stay forbidden.  ``--convert-to`` prints
deleted text that a letter still keeps, and the notes of a sheet's cells: here changes are accepted first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ingest.extract.hidden_cells import Hidden

ENTRY = "macro:///Standard.Acervo.Main"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SETTINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Office.Common/Security/Scripting": (
        ("MacroSecurityLevel", "3"),
        ("DisableMacrosExecution", "true"),
        ("DisableActiveContent", "true"),
        ("BlockUntrustedRefererLinks", "true"),
    ),
    "Office.Writer/Content/Update": (("Link", "2"),),
    "Office.Common/Misc": (("FirstRun", "false"),),
    "Setup/Office": (("ooSetupInstCompleted", "true"),),  # else it lays its own macros over ours
}
_NEVER_PRINTED = ("ExportNotes", "ExportNotesInMargin", "ExportNotesPages", "ExportHiddenSlides")

# A letter that is only for reading must be made editable before its changes can be accepted, and a key that
# protects the list of changes taken away.  Where some remain all the same, nothing is printed.
_ORDERS = """
Sub Main
On Error GoTo Failed
Dim asked(1) As New com.sun.star.beans.PropertyValue
asked(0).Name = "Hidden" : asked(0).Value = True
asked(1).Name = "MacroExecutionMode" : asked(1).Value = 0
document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, asked())
If document.supportsService("com.sun.star.text.TextDocument") Then
  AcceptChanges(document)
  If document.Redlines.createEnumeration().hasMoreElements() Then GoTo Failed
  WriteOut(document, "writer_pdf_Export")
ElseIf document.supportsService("com.sun.star.sheet.SpreadsheetDocument") Then
  LeaveOutNotes(document)
  HideCells(document)
  WriteOut(document, "calc_pdf_Export")
Else
  WriteOut(document, "impress_pdf_Export")
End If
Failed:
StarDesktop.terminate()
End Sub

Sub AcceptChanges(document)
If Not document.Redlines.createEnumeration().hasMoreElements() Then Exit Sub
dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
frame = document.CurrentController.Frame
If document.isReadonly() Then dispatcher.executeDispatch(frame, ".uno:EditDoc", "", 0, Array())
document.RedlineProtectionKey = Array()
document.ShowChanges = True
dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
End Sub

Sub LeaveOutNotes(document)
styles = document.StyleFamilies.getByName("PageStyles")
For number = 0 To styles.Count - 1
  styles.getByIndex(number).PrintAnnotations = False
Next
End Sub

Sub HideCells(document)
If Not FileExists("{hidden}") Then Exit Sub
Open "{hidden}" For Input As #1
While Not EOF(#1)
  Line Input #1, told
  part = Split(told, " ")
  If UBound(part) = 3 Then
    If CLng(part(1)) < document.Sheets.Count Then
      Hide(document.Sheets.getByIndex(CLng(part(1))), part(0), CLng(part(2)), CLng(part(3)))
    End If
  End If
Wend
Close #1
End Sub

Sub Hide(sheet, kind, first, last)
If kind = "rows" Then
  If first < sheet.Rows.Count Then
    If last >= sheet.Rows.Count Then last = sheet.Rows.Count - 1
    sheet.getCellRangeByPosition(0, first, 0, last).Rows.IsVisible = False
  End If
ElseIf first < sheet.Columns.Count Then
  If last >= sheet.Columns.Count Then last = sheet.Columns.Count - 1
  sheet.getCellRangeByPosition(first, 0, last, 0).Columns.IsVisible = False
End If
End Sub

Sub WriteOut(document, filter)
Dim data({last}) As New com.sun.star.beans.PropertyValue
{data}
Dim told(1) As New com.sun.star.beans.PropertyValue
told(0).Name = "FilterName" : told(0).Value = filter
told(1).Name = "FilterData" : told(1).Value = data()
document.storeToURL("{target}", told())
document.close(True)
End Sub
"""


@dataclass(frozen=True)
class Orders:
    """What is to be printed, from where to where."""

    source: Path
    target: Path
    hidden: Mapping[str, Hidden]  # rows and columns of a workbook's sheets, in their order, not to be seen


def lay_out(profile: Path, program: Path, orders: Orders) -> None:
    """Write a profile that LibreOffice takes for one of its own making, and the orders in it."""
    user = profile / "user"
    library = user / "basic" / "Standard"
    library.mkdir(parents=True)
    (user / "extensions").mkdir()
    _write(user / "registrymodifications.xcu", _settings())
    _write(user / "basic" / "script.xlc", _libraries("script"))
    _write(user / "basic" / "dialog.xlc", _libraries("dialog"))
    _write(library / "script.xlb", _library('<library:element library:name="Acervo"/>'))
    _write(library / "dialog.xlb", _library(""))
    _write(library / "Acervo.xba", _module(_written(orders)))
    with suppress(OSError):  # without the number of its make it lays out the profile anew and asks to restart
        about = program.with_name("versionrc").read_text(encoding="utf-8")
        if make := re.search(r"^buildid=(.+)$", about, re.MULTILINE):
            _write(user / "extensions" / "buildid", make.group(1))


def _written(orders: Orders) -> str:
    """The orders in Basic, and beside the source a list of what is to be hidden."""
    listed = orders.source.with_name("hidden")
    if orders.hidden:
        listed.write_text("".join(hidden_lines(orders.hidden.values())), encoding="ascii")
    never = (
        f'data({number}).Name = "{name}" : data({number}).Value = False'
        for number, name in enumerate(_NEVER_PRINTED)
    )
    return _ORDERS.format(
        source=orders.source.as_uri(),
        target=orders.target.as_uri(),
        hidden=listed.as_uri(),
        last=len(_NEVER_PRINTED) - 1,
        data="\n".join(never),
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, values in _SETTINGS.items()
        for name, value in values
    )
    return f'{_HEAD}<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'


def _libraries(kind: str) -> str:
    return (
        f'{_HEAD}<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"libraries.dtd">\n<library:libraries xmlns:library="http://openoffice.org/2000/library" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<library:library library:name="Standard" library:link="false"/></library:libraries>\n'
    )


def _library(elements: str) -> str:
    return (
        f'{_HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" '
        'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        f"{elements}</library:library>\n"
    )


def _module(source: str) -> str:
    return (
        f'{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" '
        f'script:name="Acervo" script:language="StarBasic">{escape(source)}</script:module>\n'
    )


def hidden_lines(sheets: Iterable[Hidden]) -> Iterator[str]:
    """One line a run of rows or columns: its kind, the sheet, first and last, counted from 0."""
    for number, sheet in enumerate(sheets):
        for kind, places in (("rows", sheet.rows), ("columns", sheet.columns)):
            yield from (f"{kind} {number} {first} {last}\n" for first, last in _runs(sorted(places)))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each unbroken run of ascending numbers."""
    first = last = -1
    for place in places:
        if last >= 0 and place == last + 1:
            last = place
            continue
        if last >= 0:
            yield first, last
        first = last = place
    if last >= 0:
        yield first, last
