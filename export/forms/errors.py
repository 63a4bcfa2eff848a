"""What can be wrong with a form's template or with the mapping that fills it."""

from export.errors import ExportError


class NotATemplate(ExportError):
    code = "not_a_template"
    sentence = "El archivo no es una plantilla XLSX que se pueda leer."


class SheetMissing(ExportError):
    code = "sheet_missing"
    sentence = "La plantilla no tiene la hoja «%(sheet)s» con sus encabezados."


class TemplateNotEmpty(ExportError):
    code = "template_not_empty"
    sentence = "La plantilla ya trae datos en la hoja «%(sheet)s», fila %(row)s: use una vacía."


class CatalogueMissing(ExportError):
    code = "catalogue_missing"
    sentence = "La plantilla no trae el catálogo de la columna «%(column)s»."


class MappingUnreadable(ExportError):
    code = "mapping_unreadable"
    sentence = "El archivo de correspondencias no se entiende en «%(place)s»."


class FormColumnUnknown(ExportError):
    code = "form_column_unknown"
    sentence = "La plantilla no tiene la columna «%(column)s» en la hoja «%(sheet)s»."


class FormColumnAmbiguous(ExportError):
    code = "form_column_ambiguous"
    sentence = "La plantilla tiene más de una columna «%(column)s»: use el número del campo."


class DatasetColumnUnknown(ExportError):
    code = "dataset_column_unknown"
    sentence = "El conjunto de datos no tiene la columna «%(column)s»."


class FormTooLong(ExportError):
    code = "form_too_long"
    sentence = "Son más filas de las que caben en una hoja."
