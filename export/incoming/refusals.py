"""Why a file that staff sent cannot be taken as a table, before any of its cells is looked at."""

from export.errors import ExportError


class TableRefused(ExportError):
    """The file as a whole is at fault."""

    code = "table_refused"
    sentence = "El archivo no se pudo leer como tabla."


class TableEmpty(TableRefused):
    code = "table_empty"
    sentence = "La tabla está vacía: se espera un renglón con los nombres de las columnas y datos debajo."


class TableTooLarge(TableRefused):
    code = "table_too_large"
    sentence = "El archivo pesa %(size)s MB y el máximo es %(limit)s MB. Divídalo en partes."


class WorkbookTooLarge(TableRefused):
    code = "workbook_too_large"
    sentence = "El libro ocupa %(size)s MB al abrirlo y el máximo es %(limit)s MB. Guárdelo como CSV UTF-8."


class TooManyRows(TableRefused):
    code = "too_many_rows"
    sentence = "La tabla tiene más de %(limit)s renglones (fila %(row)s). Divídala en partes."


class TooManyColumns(TableRefused):
    code = "too_many_columns"
    sentence = "La fila %(row)s tiene %(columns)s columnas y el máximo es %(limit)s."


class NotATable(TableRefused):
    code = "not_a_table"
    sentence = "El archivo no es CSV ni XLSX. Guárdelo como uno de los dos y envíelo de nuevo."


class CharactersUnreadable(TableRefused):
    code = "characters_unreadable"
    sentence = (
        "La fila %(row)s tiene caracteres que no se pueden leer en la codificación del archivo "
        "(%(charset)s). Guárdelo como CSV UTF-8."
    )


class QuotesBroken(TableRefused):
    code = "quotes_broken"
    sentence = (
        "La fila %(row)s tiene unas comillas que no cierran, comillas fuera de lugar o una celda desmedida. "
        "Revísela."
    )


class WorkbookDamaged(TableRefused):
    code = "workbook_damaged"
    sentence = "El libro está dañado o protegido y no se pudo abrir. Guárdelo de nuevo sin contraseña."


class SeveralSheets(TableRefused):
    code = "several_sheets"
    sentence = "El libro tiene varias hojas con datos (%(sheets)s). Deje una sola."


class HiddenCells(TableRefused):
    code = "hidden_cells"
    sentence = "El libro tiene filas o columnas ocultas. Muéstrelas o bórrelas antes de enviarlo."


class HiddenColumn(HiddenCells):
    code = "hidden_column"
    sentence = "El libro tiene oculta la columna %(place)s. Muéstrela o bórrela antes de enviarlo."


class HiddenRow(HiddenCells):
    code = "hidden_row"
    sentence = "El libro tiene oculta la fila %(place)s. Muéstrela o bórrela antes de enviarlo."


class FormulaWithoutResult(TableRefused):
    code = "formula_without_result"
    sentence = "La celda %(place)s tiene una fórmula sin resultado. Corríjala o escriba su valor."


class ColumnNameless(TableRefused):
    code = "column_nameless"
    sentence = "La fila %(row)s no da nombre a la columna %(place)s, que tiene datos."


class ColumnTwice(TableRefused):
    code = "column_twice"
    sentence = "La fila %(row)s nombra dos veces la columna «%(column)s»."


class ColumnUnknown(TableRefused):
    code = "column_unknown"
    sentence = "La fila %(row)s trae la columna «%(column)s», que la tabla no tiene."


class ColumnMissing(TableRefused):
    code = "column_missing"
    sentence = "La fila %(row)s no trae la columna «%(column)s», que la tabla promete."
