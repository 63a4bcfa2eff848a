"""The sample practice's registers as plain data: units, topics, schools, the practice, its activities."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SampleUnit:
    slug: str
    name: str
    description: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleTopic:
    slug: str
    name: str


@dataclass(frozen=True)
class SampleSchool:
    """A school that does not exist, with a key of the right pattern in a range nobody uses."""

    cct: str
    name: str
    level: str
    shift: str
    locality: str
    pupils: int


@dataclass(frozen=True)
class SamplePractice:
    slug: str
    name: str
    summary: str
    unit: str
    start_year: int


@dataclass(frozen=True)
class SampleActivity:
    """A talk held at a school; people are counted, never named."""

    title: str
    talk: str  # its key in the catalogue
    topic: str
    school: str  # its CCT
    unit: str
    date: date
    attendance: int

    @property
    def women(self) -> int:
        return self.attendance * 52 // 100

    @property
    def ages(self) -> tuple[int, int, int]:
        """12 to 14, 15 to 17, 18 and more: as a secondary school or a bachillerato has them."""
        older = next(one for one in SCHOOLS if one.cct == self.school).level == "bachillerato"
        adults = self.attendance // (9 if older else 12)
        middle = (self.attendance - adults) * (94 if older else 21) // 100
        return self.attendance - adults - middle, middle, adults


UNITS = (
    SampleUnit(
        "unidad-de-inclusion",
        "Unidad de Inclusión",
        "Coordina la práctica «Rompe el ciclo» y las pláticas de salud sexual.",
        ("Coordinación de Inclusión", "Unidad Municipal de Inclusión"),
    ),
    SampleUnit(
        "direccion-de-educacion",
        "Dirección de Educación",
        "Enlace con los planteles: agenda, permisos y seguimiento.",
        ("Dirección de Educación Municipal",),
    ),
    SampleUnit(
        "unidad-de-transparencia",
        "Unidad de Transparencia",
        "Acceso a la información y protección de datos personales.",
        ("Unidad de Transparencia y Acceso a la Información",),
    ),
    SampleUnit(
        "coordinacion-de-juventud",
        "Coordinación de Juventud",
        "Talleres, deporte y prevención de adicciones.",
        ("Coordinación de la Juventud", "Coordinación de Atención a la Juventud"),
    ),
    SampleUnit(
        "defensoria-de-derechos-humanos",
        "Defensoría Municipal de Derechos Humanos",
        "Orientación y acompañamiento gratuitos.",
        ("Defensoría Municipal de los Derechos Humanos",),
    ),
    SampleUnit(
        "medio-ambiente-y-ecologia",
        "Dirección de Medio Ambiente y Ecología",
        "Educación ambiental, huertos y reforestación.",
        ("Dirección de Ecología",),
    ),
    SampleUnit(
        "dif-municipal",
        "Sistema Municipal DIF",
        "Psicología, trabajo social y atención a las familias.",
        ("DIF Municipal", "SMDIF"),
    ),
)

TOPICS = (
    SampleTopic("violencia-digital", "Violencia digital"),
    SampleTopic("datos-personales", "Datos personales"),
    SampleTopic("salud-sexual", "Salud sexual"),
    SampleTopic("embarazo-adolescente", "Prevención del embarazo adolescente"),
    SampleTopic("adicciones", "Prevención de adicciones"),
    SampleTopic("derechos-humanos", "Derechos humanos"),
    SampleTopic("medio-ambiente", "Medio ambiente"),
    SampleTopic("salud-emocional", "Salud emocional"),
    SampleTopic("orientacion", "Orientación"),
    SampleTopic("juventud", "Juventud"),
    SampleTopic("coordinacion", "Coordinación entre áreas"),
)

VALLE = SampleSchool(
    "15EES9901A", "Secundaria Oficial Valle del Nevado", "secundaria", "matutino", "Cabecera municipal", 312
)
HORIZONTE = SampleSchool(
    "15DST9902B", "Secundaria Técnica Horizonte", "secundaria", "vespertino", "San Andrés", 247
)
JARILLAS = SampleSchool(
    "15EBH9903C", "Preparatoria Oficial Las Jarillas", "bachillerato", "matutino", "Santa María", 388
)
CAMINO = SampleSchool(
    "15ETH9904D", "Telebachillerato Camino Real", "bachillerato", "matutino", "San Lorenzo", 92
)
SCHOOLS = (VALLE, HORIZONTE, JARILLAS, CAMINO)

PRACTICE = SamplePractice(
    "rompe-el-ciclo",
    "Rompe el ciclo",
    "Siete dependencias llevan a las secundarias y los bachilleratos del municipio, con una sola agenda, las "
    "pláticas que alumnas, alumnos y docentes eligen: violencia digital, salud sexual, prevención del embarazo "
    "adolescente y de las adicciones, y derechos humanos. Aquí se publica todo lo que se presentó y lo que se logró.",
    "unidad-de-inclusion",
    2022,
)


def _talk(
    title: str, talk: str, topic: str, school: SampleSchool, unit: str, day: date, attendance: int
) -> SampleActivity:
    return SampleActivity(f"{title} en {school.name}", talk, topic, school.cct, unit, day, attendance)


_DIGITAL = ("Plática sobre violencia digital", "VD-01", "violencia-digital")
_HEALTH = ("Plática sobre salud sexual", "SS-01", "salud-sexual")
_RIGHTS = ("Taller de derechos humanos", "DH-01", "derechos-humanos")
_ADDICTIONS = ("Plática de prevención de adicciones", "AD-01", "adicciones")

ACTIVITIES = (
    _talk(*_DIGITAL, VALLE, "unidad-de-transparencia", date(2022, 5, 18), 142),
    _talk(*_DIGITAL, HORIZONTE, "unidad-de-transparencia", date(2022, 5, 25), 118),
    _talk(*_HEALTH, VALLE, "unidad-de-inclusion", date(2022, 6, 8), 136),
    _talk(*_HEALTH, JARILLAS, "unidad-de-inclusion", date(2022, 6, 15), 164),
    _talk(*_RIGHTS, CAMINO, "defensoria-de-derechos-humanos", date(2022, 9, 21), 74),
    _talk(*_DIGITAL, JARILLAS, "unidad-de-transparencia", date(2022, 10, 5), 171),
    _talk(*_HEALTH, HORIZONTE, "unidad-de-inclusion", date(2022, 10, 19), 121),
    _talk(*_DIGITAL, CAMINO, "unidad-de-transparencia", date(2022, 11, 9), 69),
    _talk(*_ADDICTIONS, VALLE, "coordinacion-de-juventud", date(2023, 2, 22), 139),
    _talk(*_ADDICTIONS, JARILLAS, "coordinacion-de-juventud", date(2023, 3, 1), 158),
    _talk(*_ADDICTIONS, HORIZONTE, "coordinacion-de-juventud", date(2023, 3, 15), 113),
    _talk(*_ADDICTIONS, CAMINO, "coordinacion-de-juventud", date(2023, 3, 22), 66),
)
