"""The sample's catalogue of talks as plain data: what offices offer, for whom, how long, what for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    key: str
    name: str
    unit: str
    topic: str
    audience: str
    minutes: int
    needs: str


_BOTH = "Secundaria y bachillerato"
_INCLUSION, _TRANSPARENCY = "Unidad de Inclusión", "Unidad de Transparencia"
_YOUTH, _RIGHTS = "Coordinación de Juventud", "Defensoría Municipal de Derechos Humanos"
_FAMILY, _NATURE, _EDUCATION = (
    "Sistema Municipal DIF",
    "Dirección de Medio Ambiente y Ecología",
    "Dirección de Educación",
)

TALKS = (
    Talk(
        "VD-01",
        "Violencia digital: reconocerla y frenarla",
        _TRANSPARENCY,
        "Violencia digital",
        _BOTH,
        50,
        "Proyector",
    ),
    Talk(
        "VD-02",
        "Acuerdos de convivencia en línea",
        _TRANSPARENCY,
        "Violencia digital",
        "Secundaria",
        40,
        "Papel y plumones",
    ),
    Talk(
        "DP-01",
        "Mis datos personales y el aviso de privacidad",
        _TRANSPARENCY,
        "Datos personales",
        _BOTH,
        45,
        "Proyector",
    ),
    Talk(
        "DP-02",
        "Cómo preguntar al gobierno: solicitudes de información",
        _TRANSPARENCY,
        "Datos personales",
        "Bachillerato",
        60,
        "Sala de cómputo",
    ),
    Talk(
        "SS-01",
        "Salud sexual con ciencia y sin miedo",
        _INCLUSION,
        "Salud sexual",
        _BOTH,
        60,
        "Proyector y buzón",
    ),
    Talk(
        "SS-02",
        "Métodos anticonceptivos",
        _INCLUSION,
        "Salud sexual",
        "Bachillerato",
        50,
        "Mesa para muestrario",
    ),
    Talk(
        "SS-03",
        "Proyecto de vida y prevención del embarazo",
        _FAMILY,
        "Embarazo adolescente",
        _BOTH,
        50,
        "Hojas impresas",
    ),
    Talk("SS-04", "Noviazgo sin violencia", _INCLUSION, "Salud sexual", _BOTH, 45, "Ninguno"),
    Talk(
        "AD-01",
        "Decidir con la cabeza fría: prevención de adicciones",
        _YOUTH,
        "Adicciones",
        _BOTH,
        45,
        "Proyector",
    ),
    Talk(
        "AD-02", "Vapeadores: lo que no dice la etiqueta", _YOUTH, "Adicciones", "Secundaria", 40, "Proyector"
    ),
    Talk(
        "AD-03",
        "Hablar con hijas e hijos sobre alcohol y tabaco",
        _FAMILY,
        "Adicciones",
        "Madres, padres y tutores",
        60,
        "Horario vespertino",
    ),
    Talk(
        "DH-01",
        "Tengo derechos: taller con cine debate",
        _RIGHTS,
        "Derechos humanos",
        _BOTH,
        90,
        "Proyector y sonido",
    ),
    Talk("DH-02", "Igualdad y no discriminación", _RIGHTS, "Derechos humanos", _BOTH, 50, "Ninguno"),
    Talk(
        "DH-03",
        "Inclusión de personas con discapacidad: señas básicas",
        _INCLUSION,
        "Derechos humanos",
        _BOTH,
        60,
        "Espacio sin butacas",
    ),
    Talk("SE-01", "Ansiedad, estrés y exámenes", _FAMILY, "Salud emocional", _BOTH, 50, "Tapetes o cobijas"),
    Talk(
        "SE-02",
        "Primeros auxilios psicológicos entre pares",
        _FAMILY,
        "Salud emocional",
        "Bachillerato",
        60,
        "Ninguno",
    ),
    Talk("MA-01", "Huerto escolar paso a paso", _NATURE, "Medio ambiente", _BOTH, 90, "Terreno de 10 m²"),
    Talk(
        "MA-02",
        "El agua del volcán: de dónde viene y a dónde va",
        _NATURE,
        "Medio ambiente",
        "Secundaria",
        50,
        "Proyector",
    ),
    Talk("MA-03", "Separar residuos y hacer composta", _NATURE, "Medio ambiente", _BOTH, 45, "Patio"),
    Talk(
        "OR-01",
        "Orientación vocacional: opciones en la región",
        _EDUCATION,
        "Orientación",
        "Bachillerato",
        60,
        "Sala de cómputo",
    ),
    Talk("OR-02", "Becas y trámites sin intermediarios", _EDUCATION, "Orientación", _BOTH, 40, "Proyector"),
    Talk(
        "JU-01",
        "Ajedrez, fotografía y danza: muestra de talleres",
        _YOUTH,
        "Juventud",
        _BOTH,
        60,
        "Patio techado",
    ),
)

# What each is for, by its key.
PURPOSES: dict[str, str] = {
    "VD-01": "Reconocer el acoso y la difusión de imágenes sin permiso, guardar pruebas y saber dónde denunciar.",
    "VD-02": "Escribir en grupo los acuerdos con los que el salón convive en redes y chats.",
    "DP-01": "Saber qué datos se entregan, para qué, y cómo pedir que se corrijan o se borren.",
    "DP-02": "Hacer una solicitud de información y leer la respuesta.",
    "SS-01": "Resolver dudas con información científica, sin juicios y con un buzón anónimo.",
    "SS-02": "Conocer los métodos, cómo se usan y dónde se consiguen sin costo.",
    "SS-03": "Imaginar un proyecto de vida y las decisiones que lo sostienen.",
    "SS-04": "Distinguir el cuidado del control y saber a quién acudir.",
    "AD-01": "Entender cómo empieza una adicción y practicar cómo decir que no.",
    "AD-02": "Leer lo que contiene un vapeador y lo que hace en el cuerpo.",
    "AD-03": "Que las familias hablen de alcohol y tabaco a tiempo y sin regaños.",
    "DH-01": "Reconocer los propios derechos a partir de una película y una conversación.",
    "DH-02": "Notar la discriminación de todos los días y responder a ella.",
    "DH-03": "Saludar, presentarse y preguntar en lengua de señas.",
    "SE-01": "Aprender a respirar, dormir y estudiar cuando la ansiedad aprieta.",
    "SE-02": "Escuchar a una compañera o un compañero en crisis y pedir ayuda.",
    "MA-01": "Empezar un huerto en el plantel y cuidarlo todo el año.",
    "MA-02": "Seguir el agua desde el volcán hasta la llave y el drenaje.",
    "MA-03": "Separar residuos y hacer composta con lo que sobra.",
    "OR-01": "Conocer qué se puede estudiar cerca y cómo se entra.",
    "OR-02": "Encontrar becas y hacer el trámite sin pagar a nadie.",
    "JU-01": "Probar los talleres gratuitos de la Coordinación.",
}

# Under which of the registered topics each of the catalogue's own stands.
TOPIC_SLUGS: dict[str, str] = {
    "Violencia digital": "violencia-digital",
    "Datos personales": "datos-personales",
    "Salud sexual": "salud-sexual",
    "Embarazo adolescente": "embarazo-adolescente",
    "Adicciones": "adicciones",
    "Derechos humanos": "derechos-humanos",
    "Medio ambiente": "medio-ambiente",
    "Salud emocional": "salud-emocional",
    "Orientación": "orientacion",
    "Juventud": "juventud",
}

# The documents some are held with, by the names of their files.
DECKS: dict[str, str] = {
    "VD-01": "Violencia digital.pptx",
    "SS-01": "Salud sexual.pptx",
    "AD-01": "Prevención de adicciones.pptx",
}
REPORT = "Reporte de resultados 2022-2023.pdf"
