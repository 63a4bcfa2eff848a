"""The words on the screen for what open data is made of: kinds of columns, how often, conditions."""

from archive.services.reading.dataset_values import Operator
from archive.web.language import msgid
from export.values import FieldType, Format, Periodicity

FIELD_TYPE_LABELS: dict[FieldType, str] = {
    FieldType.TEXT: msgid("Texto"),
    FieldType.CODE: msgid("Clave"),
    FieldType.INTEGER: msgid("Número entero"),
    FieldType.NUMBER: msgid("Número"),
    FieldType.BOOLEAN: msgid("Sí o no"),
    FieldType.DATE: msgid("Fecha"),
    FieldType.MONTH: msgid("Mes"),
    FieldType.YEAR: msgid("Año"),
    FieldType.ADDRESS: msgid("Dirección web"),
}

PERIODICITY_LABELS: dict[Periodicity, str] = {
    Periodicity.DAILY: msgid("Cada día"),
    Periodicity.WEEKLY: msgid("Cada semana"),
    Periodicity.FORTNIGHTLY: msgid("Cada dos semanas"),
    Periodicity.MONTHLY: msgid("Cada mes"),
    Periodicity.BIMONTHLY: msgid("Cada dos meses"),
    Periodicity.QUARTERLY: msgid("Cada tres meses"),
    Periodicity.FOUR_MONTHLY: msgid("Cada cuatro meses"),
    Periodicity.HALF_YEARLY: msgid("Cada seis meses"),
    Periodicity.YEARLY: msgid("Cada año"),
    Periodicity.TWO_YEARLY: msgid("Cada dos años"),
    Periodicity.FIVE_YEARLY: msgid("Cada cinco años"),
    Periodicity.TEN_YEARLY: msgid("Cada diez años"),
    Periodicity.IRREGULAR: msgid("Sin periodicidad fija"),
    Periodicity.AT_ONCE: msgid("En tiempo real"),
}

OPERATOR_LABELS: dict[Operator, str] = {
    Operator.IS: msgid("es igual a"),
    Operator.CONTAINS: msgid("contiene"),
    Operator.AT_LEAST: msgid("es al menos"),
    Operator.AT_MOST: msgid("es a lo más"),
    Operator.EMPTY: msgid("está vacía"),
}

FORMAT_LABELS: dict[Format, str] = {
    Format.CSV: msgid("CSV"),
    Format.CSV_EXCEL: msgid("CSV para Excel"),
    Format.JSON: msgid("JSON"),
    Format.JSON_LINES: msgid("JSON Lines"),
    Format.XLSX: msgid("Excel (XLSX)"),
    Format.PARQUET: msgid("Parquet"),
    Format.DICTIONARY: msgid("Diccionario de datos (CSV)"),
    Format.DATAPACKAGE: msgid("Descripción del paquete (Data Package)"),
    Format.METADATA: msgid("Ficha de metadatos (texto)"),
    Format.CSVW: msgid("Descripción de la tabla (CSVW)"),
    Format.ZIP: msgid("Todos los archivos (ZIP)"),
}
