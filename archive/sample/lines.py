"""The sample's lines of help as plain data: national ones that are public, and offices of the sample."""

from dataclasses import dataclass

_OFFICE_HOURS = "Lunes a viernes, de 9 a 18 h"


@dataclass(frozen=True)
class Line:
    number: str
    name: str
    words: str
    hours: str


@dataclass(frozen=True)
class LineGroup:
    head: str
    lines: tuple[Line, ...]
    emergency: bool = False


GROUPS = (
    LineGroup(
        "En una emergencia",
        (
            Line(
                "911",
                "Emergencias",
                "Policía, ambulancia y bomberos. Las 24 horas, también sin saldo.",
                "Las 24 horas",
            ),
            Line("089", "Denuncia anónima", "Para avisar de un delito sin dar tu nombre.", "Las 24 horas"),
            Line(
                "088",
                "Policía cibernética",
                "Acoso, amenazas, extorsión o cuentas falsas en internet.",
                "Las 24 horas",
            ),
        ),
        emergency=True,
    ),
    LineGroup(
        "Para hablar con alguien",
        (
            Line(
                "800 911 2000",
                "Línea de la Vida",
                "Orientación en adicciones y salud mental. Gratuita, las 24 horas.",
                "Las 24 horas",
            ),
            Line(
                "55 5259 8121",
                "SAPTEL",
                "Apoyo psicológico por teléfono en momentos de crisis.",
                "Las 24 horas",
            ),
            Line(
                "800 108 4053",
                "Línea sin Violencia",
                "Orientación psicológica y jurídica. Gratuita, todos los días.",
                "Todos los días",
            ),
        ),
    ),
    LineGroup(
        "En el municipio (números de ejemplo)",
        (
            Line(
                "722 555 0101",
                "Sistema Municipal DIF",
                "Psicología, nutrición y trabajo social, con cita.",
                _OFFICE_HOURS,
            ),
            Line(
                "722 555 0102",
                "Defensoría Municipal de Derechos Humanos",
                "Asesoría y acompañamiento sin costo.",
                _OFFICE_HOURS,
            ),
            Line(
                "722 555 0103",
                "Unidad de Inclusión",
                "Agenda de pláticas y apoyo a personas con discapacidad.",
                _OFFICE_HOURS,
            ),
            Line(
                "722 555 0104",
                "Coordinación de Juventud",
                "Talleres, becas, deporte y servicio social.",
                _OFFICE_HOURS,
            ),
            Line(
                "722 555 0105",
                "Unidad de Transparencia",
                "Solicitudes de información y derechos ARCO.",
                _OFFICE_HOURS,
            ),
            Line(
                "722 555 0106",
                "Protección Civil",
                "Inundaciones, fugas de gas, enjambres y caminos cerrados.",
                _OFFICE_HOURS,
            ),
        ),
    ),
)
