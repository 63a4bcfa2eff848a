"""The results report: eight pages with tables and charts, counted from the sample activities."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

from archive.sample.palette import CORAL, GOLD, GREY, INK, MOSS, PAPER, PLUM, SAND, TEAL, WHITE
from archive.sample.registers import ACTIVITIES, SCHOOLS, TOPICS, UNITS
from archive.sample.sheet import MARGIN, PdfFile, Sheet

TITLE = "Rompe el ciclo: reporte de resultados 2022–2023"
_WIDTH = 612 - 2 * MARGIN
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]

# What students asked for in short talks with them, without names, at the end of each activity.
_WISHES = (
    ("Orientación vocacional", 52),
    ("Educación financiera", 44),
    ("Salud emocional", 41),
    ("Primeros auxilios", 27),
    ("Cuidado del agua", 22),
)


def spanish_date(day: date) -> str:
    """A date as a letter writes it."""
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def write_report(path: Path) -> None:
    file = PdfFile(TITLE, "Unidad de Inclusión", datetime(2023, 5, 12, 12, 0))
    _cover(file.add())
    pages = (_summary, _how_it_works, _calendar, _topics, _schools, _voices, _next_steps)
    for number, draw in enumerate(pages, start=2):
        sheet = file.add()
        draw(sheet)
        sheet.footer(number)
    file.save(path)


def total_attendance() -> int:
    return sum(activity.attendance for activity in ACTIVITIES)


def _cover(sheet: Sheet) -> None:
    sheet.box(0, 0, sheet.width, sheet.height, TEAL)
    sheet.ring((430, 270), 175, CORAL, 34)
    sheet.ring((430, 270), 108, GOLD, 16)
    sheet.ring((430, 270), 64, TEAL.towards(WHITE, 0.3), 9)
    sheet.write(MARGIN, 70, 300, 20, "ROMPE EL CICLO", 11, GOLD, bold=True)
    sheet.write(MARGIN, 505, 430, 110, "Reporte de resultados", 38, WHITE, bold=True, leading=1.1)
    sheet.write(MARGIN, 560, 430, 40, "Mayo de 2022 a marzo de 2023", 18, SAND)
    sheet.box(MARGIN, 612, 46, 3, CORAL)
    sheet.write(
        MARGIN,
        632,
        380,
        60,
        "Unidad de Inclusión<br>con las siete dependencias que participan en la práctica",
        11,
        SAND,
    )
    sheet.write(MARGIN, 730, 380, 20, "Documento de muestra", 8.5, TEAL.towards(WHITE, 0.55))


def _summary(sheet: Sheet) -> None:
    top = sheet.heading(70, "Lo que se logró en un ciclo", kicker="Resumen")
    figures = (
        (f"{total_attendance():,}", "asistencias, publicadas solo en totales", TEAL),
        (str(len(ACTIVITIES)), "pláticas y talleres realizados", PLUM),
        (str(len(SCHOOLS)), "planteles de secundaria y bachillerato", MOSS),
        (str(len(UNITS)), "dependencias con una sola agenda", CORAL),
    )
    width = (_WIDTH - 3 * 12) / 4
    for index, (figure, words, colour) in enumerate(figures):
        left = MARGIN + index * (width + 12)
        sheet.box(left, top, width, 104, PAPER, radius=6)
        sheet.box(left, top, width, 5, colour)
        sheet.write(left + 12, top + 18, width - 20, 40, figure, 27, colour, bold=True, leading=1)
        sheet.write(left + 12, top + 56, width - 20, 44, words, 9, INK, leading=1.25)
    sheet.write(
        MARGIN,
        top + 130,
        _WIDTH,
        420,
        "<p>Antes de 2022, cada dependencia municipal visitaba las escuelas por su cuenta. Un mismo grupo podía escuchar "
        "tres veces la plática sobre adicciones y ninguna sobre protección de datos personales, y las direcciones de "
        "los planteles recibían oficios que se contradecían. «Rompe el ciclo» nació para ordenar esa oferta: una sola "
        "agenda, un catálogo compartido y temas elegidos por quienes los van a escuchar.</p>"
        "<p>Este documento reúne los resultados del primer ciclo completo. Las cifras provienen de los registros de "
        "asistencia que resguarda la Unidad de Inclusión. Esos registros contienen datos personales de menores de edad y "
        "por eso no se publican: aquí aparecen únicamente totales por plantel, por tema y por mes, y ninguno se refiere a "
        "menos de sesenta personas.</p>"
        "<p>El tema con más asistencia fue la violencia digital, seguido de cerca por la prevención de adicciones. En tres "
        "de los cuatro planteles la dirección pidió repetir la visita, y en los cuatro se firmaron acuerdos de "
        "convivencia en línea escritos por el propio alumnado.</p>"
        "<p><b>Para qué sirve este reporte.</b> A las familias, para saber qué se habló en la escuela de sus hijas e "
        "hijos. A los planteles, para elegir las pláticas del siguiente semestre. A las dependencias, para no duplicar "
        "esfuerzos ni traslados.</p>",
    )


def _how_it_works(sheet: Sheet) -> None:
    top = sheet.heading(70, "Cómo funciona", kicker="La práctica")
    top = sheet.write(
        MARGIN,
        top,
        _WIDTH,
        100,
        "<p>La práctica se repite cada semestre. Comienza con una reunión en la que participan direcciones escolares, "
        "representantes del alumnado y las dependencias, y termina con la publicación de todo lo presentado en este "
        "archivo, de manera que cualquier persona pueda consultarlo.</p>",
    )
    steps = (
        (
            "Escuchar",
            "Las escuelas cuentan qué les preocupa. El alumnado vota los temas en una papeleta anónima.",
        ),
        (
            "Elegir",
            "Con el catálogo de pláticas en la mano, cada plantel escoge las que necesita y propone fechas.",
        ),
        (
            "Agendar",
            "La Dirección de Educación reúne las solicitudes en un calendario único y evita que se encimen.",
        ),
        ("Visitar", "Las personas servidoras públicas van al plantel. Nadie pierde clases por trasladarse."),
        (
            "Preguntar",
            "Al salir se conversa con algunas alumnas y alumnos: qué les sirvió y de qué quieren hablar después.",
        ),
        (
            "Publicar",
            "Presentaciones, infografías y resultados se suben al archivo. Las listas con nombres se resguardan.",
        ),
    )
    top += 14
    for index, (head, words) in enumerate(steps):
        upper = top + index * 76
        if index < len(steps) - 1:
            sheet.line((MARGIN + 17, upper + 34), (MARGIN + 17, upper + 76), SAND, 2)
        sheet.disc((MARGIN + 17, upper + 17), 17, CORAL if index == len(steps) - 1 else TEAL)
        sheet.write(
            MARGIN, upper + 9, 34, 20, str(index + 1), 12, WHITE, bold=True, align="center", leading=1.1
        )
        sheet.write(MARGIN + 52, upper + 1, 380, 22, head, 13, TEAL, bold=True, leading=1.2)
        sheet.write(MARGIN + 52, upper + 21, 420, 50, words, 10.5)


def _calendar(sheet: Sheet) -> None:
    top = sheet.heading(70, "Calendario de actividades", kicker="Qué se hizo")
    units = {unit.slug: unit.name for unit in UNITS}
    schools = {school.cct: school.name for school in SCHOOLS}
    topics = {topic.slug: topic.name for topic in TOPICS}
    rows = [
        (
            spanish_date(activity.date),
            topics[activity.topic],
            schools[activity.school],
            units[activity.unit],
            str(activity.attendance),
        )
        for activity in ACTIVITIES
    ]
    rows.insert(0, ("Fecha", "Tema", "Plantel", "Dependencia", "Asistencia"))
    end = sheet.table(top, (90, 100, 118, 118, 62), rows)
    sheet.write(
        MARGIN,
        end + 2,
        _WIDTH,
        80,
        f"<p>Total: <b>{total_attendance():,} asistencias</b>. Una misma persona puede haber asistido a más de una plática. "
        "La asistencia se cuenta al entrar y la confirma la prefectura del plantel.</p>",
        9.5,
        GREY,
    )


def _topics(sheet: Sheet) -> None:
    top = sheet.heading(70, "Asistencia por tema", kicker="Resultados")
    names = {topic.slug: topic.name for topic in TOPICS}
    counts: Counter[str] = Counter()
    for activity in ACTIVITIES:
        counts[names[activity.topic]] += activity.attendance
    end = sheet.bars(MARGIN, top + 6, _WIDTH, counts.most_common(), TEAL)
    sheet.write(
        MARGIN,
        end + 20,
        _WIDTH,
        400,
        "<p><b>Violencia digital.</b> La mayor parte del grupo sabía qué es el acoso, pero pocas personas habían oído que "
        "compartir una imagen íntima sin permiso es un delito. La actividad mejor recibida fue revisar juntos los ajustes "
        "de privacidad del teléfono: en cada plantel se corrigieron decenas de perfiles abiertos.</p>"
        "<p><b>Prevención de adicciones.</b> El vapeador fue el asunto con más preguntas. Las direcciones solicitaron un "
        "material breve para las juntas con madres, padres y tutores, que se entregará en el siguiente semestre.</p>"
        "<p><b>Salud sexual.</b> El buzón anónimo permitió contestar dudas que nadie se atreve a decir en voz alta. Las "
        "más frecuentes trataron de métodos anticonceptivos, de infecciones y de cómo pedir una cita en el centro de "
        "salud sin que se entere toda la colonia.</p>"
        "<p><b>Derechos humanos.</b> El taller se impartió en un solo plantel por falta de fechas. Será prioridad del "
        "siguiente ciclo, junto con una función de cine debate que propuso el propio alumnado.</p>",
    )


def _schools(sheet: Sheet) -> None:
    top = sheet.heading(70, "Asistencia por plantel", kicker="Resultados")
    counts = {school.cct: [0, 0] for school in SCHOOLS}
    for activity in ACTIVITIES:
        counts[activity.school][0] += 1
        counts[activity.school][1] += activity.attendance
    rows = [("Clave (CCT)", "Plantel", "Nivel y turno", "Localidad", "Pláticas", "Asistencia")]
    for school in SCHOOLS:
        talks, people = counts[school.cct]
        level = f"{school.level}, {school.shift}"
        rows.append((school.cct, school.name, level, school.locality, str(talks), str(people)))
    end = sheet.table(top, (76, 124, 88, 78, 58, 64), rows, PLUM)
    by_school = sorted(((school.name, counts[school.cct][1]) for school in SCHOOLS), key=lambda row: -row[1])
    end = sheet.bars(MARGIN, end + 16, _WIDTH, by_school, PLUM)
    sheet.write(
        MARGIN,
        end + 20,
        _WIDTH,
        300,
        "<p>La diferencia entre planteles se explica por su matrícula y no por el interés: en el telebachillerato asistió "
        "casi todo el alumnado inscrito. En el turno vespertino conviene empezar media hora antes, porque los últimos "
        "autobuses salen a las ocho y varios grupos tuvieron que retirarse antes de la sesión de preguntas.</p>"
        "<p>Se dio prioridad a las localidades con mayor marginación. Para el siguiente ciclo se sumarán dos secundarias "
        "más, elegidas con el mismo criterio, y se repetirá la visita a los planteles que lo pidieron por escrito.</p>",
    )


def _voices(sheet: Sheet) -> None:
    top = sheet.heading(70, "De qué quieren hablar después", kicker="La voz del alumnado")
    total = sum(count for _topic, count in _WISHES)
    top = sheet.write(
        MARGIN,
        top,
        _WIDTH,
        90,
        f"<p>Al terminar cada actividad se conversó con algunas alumnas y alumnos elegidos al azar, siempre frente a una "
        f"docente y sin anotar nombres. Se reunieron {total} respuestas a la pregunta: ¿qué tema te gustaría para la "
        "próxima visita?</p>",
    )
    end = sheet.bars(MARGIN, top + 10, _WIDTH, list(_WISHES), MOSS)
    quotes = (
        "«Pensé que iba a ser un regaño y fue una plática de verdad.»",
        "«Llegué a mi casa y le cambié la contraseña a todo.»",
        "«Ojalá vinieran también a hablar con los papás.»",
    )
    top = end + 26
    for quote, colour in zip(quotes, (TEAL, PLUM, MOSS), strict=True):
        sheet.box(MARGIN, top, 4, 40, colour)
        sheet.write(MARGIN + 18, top + 9, _WIDTH - 20, 30, quote, 13, colour, serif=True, leading=1.3)
        top += 58
    sheet.write(
        MARGIN,
        top + 6,
        _WIDTH,
        130,
        "<p>Las frases se recogieron por escrito, sin datos que permitan saber quién las dijo. La orientación vocacional y "
        "la educación financiera no figuraban en el catálogo; la Coordinación de Juventud y la Dirección de Educación "
        "prepararán ambas pláticas con apoyo de instituciones de educación superior de la región.</p>",
    )


def _next_steps(sheet: Sheet) -> None:
    top = sheet.heading(70, "Compromisos para el siguiente ciclo", kicker="Lo que sigue")
    rows = [
        ("Compromiso", "Responsable", "Para cuándo"),
        (
            "Llevar el taller de derechos humanos a los tres planteles que faltan",
            "Defensoría Municipal de Derechos Humanos",
            "octubre de 2023",
        ),
        (
            "Preparar las pláticas de orientación vocacional y educación financiera",
            "Coordinación de Juventud y Dirección de Educación",
            "agosto de 2023",
        ),
        (
            "Entregar material sobre vapeadores para juntas con familias",
            "Sistema Municipal DIF",
            "septiembre de 2023",
        ),
        ("Sumar dos secundarias con criterio de marginación", "Dirección de Educación", "agosto de 2023"),
        (
            "Publicar los conteos de asistencia como datos abiertos",
            "Unidad de Transparencia",
            "diciembre de 2023",
        ),
        (
            "Iniciar un huerto escolar en el plantel que gane la convocatoria",
            "Dirección de Medio Ambiente y Ecología",
            "noviembre de 2023",
        ),
    ]
    end = sheet.table(top, (240, 160, 88), rows)
    end = sheet.heading(end + 24, "Cómo se contó")
    end = sheet.write(
        MARGIN,
        end,
        _WIDTH,
        170,
        "<p>Cada plática cuenta una vez por plantel y por fecha. Las asistencias se suman a partir de los registros en "
        "papel, que se capturan por duplicado y se comparan; cuando las dos capturas no coinciden se revisa el "
        "original. No se publica ningún total menor de diez personas. Las claves de centro de trabajo identifican a los "
        "planteles, nunca a las personas.</p>"
        "<p>¿Encontró un error? Escriba a la Unidad de Transparencia: la corrección se publica como una versión nueva y la "
        "anterior se conserva con su fecha.</p>",
    )
    sheet.box(MARGIN, end + 14, _WIDTH, 58, PAPER, radius=6)
    sheet.write(
        MARGIN + 16,
        end + 24,
        _WIDTH - 32,
        44,
        "<b>Consulte y descargue.</b> Las presentaciones, la infografía, las minutas y el catálogo de pláticas que se "
        "mencionan aquí están en este mismo archivo, con texto que se puede buscar página por página.",
        10,
        TEAL,
    )
