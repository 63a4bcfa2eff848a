"""What can be wrong with a table: each kind a class, each sentence naming row and column.

A row is counted as the person who sent it sees it: in a file, its heading is row 1.
"""

from typing import Any

from export.errors import ExportError

_SHOWN = 60  # characters of a faulty value that are repeated


class CellProblem(ExportError):
    """One fault; ``row`` and ``column`` say where."""

    code = "cell_problem"
    sentence = "Fila %(row)s, columna «%(column)s»: el valor no sirve."

    def __init__(self, *, row: int, column: str, value: object = None, **data: Any) -> None:
        self.row = row
        self.column = column
        super().__init__(row=row, column=column, value=_shown(value), **data)


class NotAText(CellProblem):
    code = "not_a_text"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba texto y dice «%(value)s»."


class NotAnInteger(CellProblem):
    code = "not_an_integer"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba un número entero y dice «%(value)s»."


class NotANumber(CellProblem):
    code = "not_a_number"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba un número y dice «%(value)s»."


class NotABoolean(CellProblem):
    code = "not_a_boolean"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba sí o no y dice «%(value)s»."


class NotADate(CellProblem):
    code = "not_a_date"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: se esperaba una fecha (2026-03-31 o 31/03/2026) "
        "y dice «%(value)s»."
    )


class NotAMonth(CellProblem):
    code = "not_a_month"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba un mes (2026-03) y dice «%(value)s»."


class NotAYear(CellProblem):
    code = "not_a_year"
    sentence = "Fila %(row)s, columna «%(column)s»: se esperaba un año de cuatro cifras y dice «%(value)s»."


class NotAnAddress(CellProblem):
    code = "not_an_address"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: se esperaba una dirección que empiece con http:// o https:// "
        "y dice «%(value)s»."
    )


class ValueMissing(CellProblem):
    code = "value_missing"
    sentence = "Fila %(row)s, columna «%(column)s»: falta el valor y es obligatorio."


class NotInList(CellProblem):
    code = "not_in_list"
    sentence = "Fila %(row)s, columna «%(column)s»: «%(value)s» no está en la lista de valores de la columna."


class NotOfPattern(CellProblem):
    code = "not_of_pattern"
    sentence = "Fila %(row)s, columna «%(column)s»: «%(value)s» no tiene la forma esperada (%(pattern)s)."


class TooSmall(CellProblem):
    code = "too_small"
    sentence = "Fila %(row)s, columna «%(column)s»: «%(value)s» es menor que el mínimo, %(limit)s."


class TooGreat(CellProblem):
    code = "too_great"
    sentence = "Fila %(row)s, columna «%(column)s»: «%(value)s» es mayor que el máximo, %(limit)s."


class TextTooLong(CellProblem):
    code = "text_too_long"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: el texto tiene %(length)s caracteres y el máximo es %(limit)s."
    )


class UnfitCharacter(CellProblem):
    code = "unfit_character"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: el texto trae un carácter que no se ve (%(character)s). Bórrelo."
    )


class Repeated(CellProblem):
    code = "repeated"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: repite lo que dice la fila %(first)s, y no debe repetirse."
    )


class RowOfOtherWidth(CellProblem):
    code = "row_of_other_width"
    sentence = (
        "Fila %(row)s, columna «%(column)s»: la fila tiene %(found)s celdas y la tabla %(expected)s columnas."
    )


class RowsRefused(ExportError):
    """The table breaks its promise; ``problems`` hold the first of what is wrong, by row."""

    code = "rows_refused"
    sentence = "La tabla no se tomó. %(problems)s"

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        self.problems = problems
        super().__init__(problems=" ".join(map(str, problems)))


class TableUnfit(ExportError):
    """A description that no table can keep; the fault is the description's."""

    code = "table_unfit"
    sentence = "La descripción de la tabla no sirve: columna «%(column)s»."


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
