"""The data dictionary: what each column means, as a table like any other."""

from collections.abc import Iterator

from export.values import Code, Field, FieldType, Row, Table

TYPE_NAMES = {
    FieldType.TEXT: "texto",
    FieldType.CODE: "clave",
    FieldType.INTEGER: "entero",
    FieldType.NUMBER: "número",
    FieldType.BOOLEAN: "booleano (true, false)",
    FieldType.DATE: "fecha (AAAA-MM-DD)",
    FieldType.MONTH: "mes (AAAA-MM)",
    FieldType.YEAR: "año",
    FieldType.ADDRESS: "dirección web",
}

DICTIONARY = Table(
    (
        Field("columna", FieldType.CODE, "Columna", "Nombre de la columna en los archivos.", required=True),
        Field("titulo", FieldType.TEXT, "Título", "Nombre de la columna para las personas."),
        Field("descripcion", FieldType.TEXT, "Descripción", "Qué significa cada valor."),
        Field("tipo", FieldType.TEXT, "Tipo", "Qué clase de valores tiene.", required=True),
        Field("obligatoria", FieldType.BOOLEAN, "Obligatoria", "Si siempre hay valor.", required=True),
        Field("llave", FieldType.BOOLEAN, "Llave", "Si ayuda a distinguir los renglones.", required=True),
        Field("unidad", FieldType.TEXT, "Unidad de medida", "En qué se mide."),
        Field("minimo", FieldType.TEXT, "Mínimo", "El menor valor admitido."),
        Field("maximo", FieldType.TEXT, "Máximo", "El mayor valor admitido."),
        Field("patron", FieldType.TEXT, "Patrón", "Expresión regular que cumplen los valores."),
        Field("valores", FieldType.TEXT, "Valores", "Los valores posibles y qué significa cada uno."),
        Field("valores_especiales", FieldType.TEXT, "Valores especiales", "Qué se lee donde no hay dato."),
        Field("catalogo", FieldType.ADDRESS, "Catálogo", "Dónde está la lista completa de valores."),
    ),
    key=("columna",),
)


def rows(table: Table) -> Iterator[Row]:
    """One row for each column of the table."""
    for field in table.fields:
        yield (
            field.name,
            field.title or None,
            field.description or None,
            TYPE_NAMES[field.type],
            field.required,
            field.name in table.key,
            field.unit or None,
            _limit(field.minimum),
            _limit(field.maximum),
            field.pattern or None,
            _listed(field.codes),
            _listed(field.missing),
            field.codes_address or None,
        )


def _limit(value: object) -> str | None:
    return None if value is None else str(value)


def _listed(codes: tuple[Code, ...]) -> str | None:
    return "; ".join(f"{code.value} = {code.meaning}" for code in codes) or None
