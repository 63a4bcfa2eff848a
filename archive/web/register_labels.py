"""The words on the screen for what registers call levels, shifts, and what became of an imported row."""

from archive.services.register_cells import Outcome
from archive.web.language import msgid

# By the values that the registers keep; a test keeps them whole.
LEVEL_LABELS: dict[str, str] = {
    "preescolar": msgid("Preescolar"),
    "primaria": msgid("Primaria"),
    "secundaria": msgid("Secundaria"),
    "bachillerato": msgid("Bachillerato"),
    "superior": msgid("Superior"),
    "formación para el trabajo": msgid("Formación para el trabajo"),
    "educación especial": msgid("Educación especial"),
}

SHIFT_LABELS: dict[str, str] = {
    "matutino": msgid("Matutino"),
    "vespertino": msgid("Vespertino"),
    "nocturno": msgid("Nocturno"),
    "mixto": msgid("Mixto"),
    "tiempo completo": msgid("Tiempo completo"),
}

OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.ADDED: msgid("Se agrega"),
    Outcome.CHANGED: msgid("Cambia"),
    Outcome.SAME: msgid("Igual"),
}
