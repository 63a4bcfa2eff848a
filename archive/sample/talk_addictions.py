"""The presentation about the prevention of addictions."""

from datetime import datetime

from archive.sample.palette import GOLD, PINE
from archive.sample.slides import Cards, Closing, Contrast, Cover, Deck, Points, Statement, Steps

ADDICTIONS = Deck(
    title="Prevención de adicciones: decidir con la cabeza fría",
    author="Coordinación de Juventud",
    made=datetime(2023, 2, 20, 8, 45),
    deep=PINE,
    bright=GOLD,
    slides=(
        Cover(
            "Decidir con la cabeza fría",
            "Prevención de adicciones: alcohol, tabaco, vapeadores y otras sustancias.",
            "Coordinación de Juventud · Jornada escolar 2023",
            notes="Plática de 45 minutos con dinámica. No usar imágenes de sustancias: despiertan curiosidad y no informan.",
        ),
        Statement(
            "El ciclo",
            "Curiosidad, uso, costumbre, dependencia: el ciclo se puede romper en cualquier punto.",
            "Nadie decide volverse adicto. El cerebro termina de madurar cerca de los veinticinco años, y mientras tanto "
            "aprende rápido: también aprende a depender. Retrasar el primer consumo es una de las formas más eficaces "
            "de prevención.",
            notes="Dibujar el ciclo en el pizarrón y pedir ejemplos de qué ayuda a salir en cada etapa.",
        ),
        Cards(
            "Tres factores que se combinan",
            (
                ("La sustancia", "Qué tan rápido llega al cerebro, cuánta se usa y con qué frecuencia."),
                ("La persona", "Su edad, su salud, sus emociones y la historia de su familia."),
                ("El entorno", "Las amistades, la casa, la escuela y lo fácil que resulta conseguirla."),
            ),
            notes="Ninguno de los tres factores basta por sí solo para explicar una adicción.",
        ),
        Cards(
            "Lo que conviene saber de cada una",
            (
                (
                    "Alcohol",
                    "Es la sustancia que más se prueba en secundaria. Beber mucho en poco tiempo puede causar intoxicación.",
                ),
                (
                    "Tabaco",
                    "La nicotina engancha en semanas. Afecta el rendimiento deportivo desde el primer mes.",
                ),
                (
                    "Vapeadores",
                    "El vapor lleva nicotina, metales y saborizantes. No son un juego ni son inofensivos.",
                ),
                (
                    "Marihuana",
                    "En la adolescencia altera la memoria y la concentración, y puede detonar ansiedad.",
                ),
                (
                    "Inhalables",
                    "Un solo uso puede provocar un paro del corazón. El daño no siempre es reversible.",
                ),
                ("Cristal", "Muy adictivo. Provoca insomnio, agresividad y pérdida rápida de peso."),
            ),
            notes="Si preguntan por otras sustancias, anotarlas y responder con la guía técnica en la siguiente visita.",
        ),
        Points(
            "Señales para pedir ayuda",
            "Un cambio aislado no dice mucho. Varios a la vez, sí.",
            (
                "Cambios bruscos de humor, de sueño o de apetito.",
                "Dinero u objetos que desaparecen de la casa.",
                "Amistades nuevas de las que no se habla.",
                "Abandono del deporte, la música o aquello que antes entusiasmaba.",
                "Beber o fumar a solas, o necesitarlo para convivir.",
            ),
            notes="Aclarar que pedir orientación no es acusar a nadie.",
        ),
        Steps(
            "Decir que no, sin perder a las amistades",
            (
                ("Claro", "«No, gracias». Sin justificar y sin disculparse."),
                ("Con una razón propia", "«Mañana entreno», «no me gusta», «así estoy bien»."),
                ("Con otra idea", "«Mejor vamos por unas papas», «echamos una cascarita»."),
                ("Con retirada", "Si insisten, me voy. Quien me respeta no me obliga."),
            ),
            notes="Representar la escena en equipos de cuatro. Celebrar la respuesta más ingeniosa.",
        ),
        Contrast(
            "Factores que nos acercan o nos protegen",
            (
                "De riesgo",
                (
                    "Sentirse aparte o tener mucho tiempo sin actividades.",
                    "Violencia en la casa o en la colonia.",
                    "Creer que «todo el mundo lo hace».",
                    "No tener con quién hablar.",
                ),
            ),
            (
                "De protección",
                (
                    "Deporte, arte, huerto escolar o banda de música.",
                    "Una persona adulta que escucha.",
                    "Dormir bien y comer en familia.",
                    "Metas cortas que sí se cumplen.",
                ),
            ),
            notes="Invitar a los talleres gratuitos de la Coordinación: ajedrez, fotografía, danza folclórica y ciclismo.",
        ),
        Points(
            "Qué hacer en una intoxicación",
            "Unos minutos pueden salvar una vida. Llamar al 911 no mete a nadie en problemas.",
            (
                "Marcar al 911 y decir con calma el lugar exacto.",
                "Acostar a la persona de lado para que no se ahogue si vomita.",
                "No dejarla sola ni darle café, agua fría o medicamentos.",
                "Revisar que respire y contar las respiraciones por minuto.",
                "Decir al personal médico qué consumió, si se sabe.",
            ),
            notes="Practicar en parejas la posición lateral de seguridad.",
        ),
        Closing(
            "Pedir ayuda es de valientes",
            (
                "Línea de la Vida: 800 911 2000, gratuita, las 24 horas",
                "911 · Emergencias médicas",
                "Sistema Municipal DIF: consulta psicológica",
                "Coordinación de Juventud: talleres y acompañamiento",
                "Instituciones de confianza en el directorio de este sitio",
            ),
            notes="Repartir el directorio telefónico impreso.",
        ),
    ),
)
