"""The presentation about sexual health and the prevention of teenage pregnancy."""

from datetime import datetime

from archive.sample.palette import GOLD, PLUM
from archive.sample.slides import Cards, Closing, Contrast, Cover, Deck, Points, Statement, Steps

SEXUAL_HEALTH = Deck(
    title="Salud sexual y prevención del embarazo en adolescentes",
    author="Unidad de Inclusión",
    made=datetime(2022, 6, 6, 10, 30),
    deep=PLUM,
    bright=GOLD,
    slides=(
        Cover(
            "Salud sexual, con ciencia y sin miedo",
            "Prevención de infecciones y del embarazo en adolescentes.",
            "Unidad de Inclusión y Sistema Municipal DIF",
            notes="Acordar al inicio las reglas: toda pregunta vale, nadie cuenta la vida de otra persona, el buzón es "
            "anónimo. Tener a la mano las papeletas.",
        ),
        Statement(
            "Un derecho",
            "Tienes derecho a recibir información clara, completa y científica sobre tu sexualidad.",
            "La sexualidad acompaña toda la vida: es afecto, identidad, cuidado y decisión. Conocer el propio cuerpo y "
            "saber dónde pedir ayuda permite elegir con libertad cuándo, cómo y con quién, y también decir que no.",
            notes="Mencionar la cartilla de derechos sexuales de adolescentes y jóvenes.",
        ),
        Cards(
            "Cuatro palabras para empezar",
            (
                (
                    "Pubertad",
                    "Los cambios del cuerpo que suelen comenzar entre los nueve y los catorce años. Cada quien "
                    "lleva su propio ritmo.",
                ),
                (
                    "Consentimiento",
                    "Un sí libre, informado y que puede cambiar en cualquier momento. El silencio no es un sí.",
                ),
                (
                    "Anticoncepción",
                    "Métodos que evitan un embarazo. El condón, además, protege de infecciones.",
                ),
                (
                    "Autocuidado",
                    "Revisiones médicas, higiene, vacunas y vínculos en los que te sientes en paz.",
                ),
            ),
            notes="La vacuna contra el virus del papiloma humano se aplica en la escuela primaria y en los centros de salud.",
        ),
        Contrast(
            "Consentir es decidir con libertad",
            (
                "Sí hay consentimiento",
                (
                    "Las dos personas quieren y lo dicen.",
                    "Nadie está bajo los efectos del alcohol.",
                    "Se puede cambiar de opinión en cualquier momento.",
                    "Hay confianza para hablar de protección.",
                ),
            ),
            (
                "No hay consentimiento",
                (
                    "Una persona insiste hasta que la otra se cansa.",
                    "Hay amenazas, chantaje o regalos a cambio.",
                    "Existe mucha diferencia de edad o de poder.",
                    "Alguien está dormido o no puede responder.",
                ),
            ),
            notes="Aclarar que las relaciones entre una persona adulta y una menor de edad son delito.",
        ),
        Points(
            "Métodos anticonceptivos",
            "En el centro de salud se entregan gratis y con orientación confidencial.",
            (
                "Condón externo o interno: el único que previene también infecciones de transmisión sexual.",
                "Implante subdérmico: dura tres años y lo coloca personal médico.",
                "Dispositivo intrauterino: eficaz durante cinco a diez años.",
                "Pastillas, parches e inyecciones: funcionan si se usan sin olvidos.",
                "Anticoncepción de emergencia: en las primeras 72 horas; no es un método de todos los días.",
            ),
            notes="Llevar el muestrario. Demostración del uso correcto del condón con el modelo didáctico.",
        ),
        Cards(
            "Infecciones de transmisión sexual: lo básico",
            (
                (
                    "Muchas no avisan",
                    "Es posible tener una infección sin molestias y transmitirla. Por eso sirven las pruebas.",
                ),
                (
                    "Casi todas se tratan",
                    "Clamidia, gonorrea y sífilis se curan con medicamento si se atienden a tiempo.",
                ),
                (
                    "El VIH se previene",
                    "Condón, pruebas rápidas y tratamiento. Quien toma su tratamiento puede vivir plenamente.",
                ),
            ),
            notes="La prueba rápida de VIH es gratuita y confidencial en el centro de salud; el resultado tarda unos minutos.",
        ),
        Statement(
            "Embarazo en adolescentes",
            "Un embarazo antes de los 19 años puede cambiar los estudios, la salud y los planes de toda una familia.",
            "El riesgo de anemia, de presión alta y de parto prematuro es mayor. También lo es el de dejar la escuela. "
            "Cuando la niña tiene menos de quince años casi siempre hay detrás una situación de violencia que debe "
            "atenderse de inmediato.",
            notes="No señalar a nadie: puede haber en el grupo adolescentes que ya son madres o padres.",
        ),
        Steps(
            "Mi proyecto de vida en cuatro preguntas",
            (
                ("¿Quién soy?", "Lo que me gusta, lo que se me facilita y lo que me cuesta trabajo."),
                ("¿A dónde voy?", "Una meta para este año y otra para cuando cumpla veinticinco."),
                ("¿Qué necesito?", "Estudios, apoyos, hábitos y personas que me acompañen."),
                ("¿Qué puede detenerme?", "Riesgos que sí dependen de mí y la manera de evitarlos."),
            ),
            notes="Actividad de quince minutos con hoja impresa. No se recogen las hojas: son personales.",
        ),
        Contrast(
            "Mitos que conviene soltar",
            (
                "Se dice",
                (
                    "La primera vez no hay riesgo de embarazo.",
                    "Dos condones protegen más que uno.",
                    "Hablar de sexualidad adelanta la vida sexual.",
                    "Las infecciones se notan a simple vista.",
                ),
            ),
            (
                "En realidad",
                (
                    "Desde la primera relación es posible.",
                    "La fricción los rompe: se usa uno y bien puesto.",
                    "Quien está informado suele esperar más y cuidarse mejor.",
                    "Solo una prueba puede descartarlas.",
                ),
            ),
            notes="Leer el mito y pedir que el grupo levante la mano: verdadero o falso.",
        ),
        Closing(
            "Preguntar es cuidarse",
            (
                "Centro de salud: servicios amigables para adolescentes",
                "Sistema Municipal DIF: psicología y trabajo social",
                "Línea de la Vida: 800 911 2000",
                "911 · En caso de violencia o emergencia",
                "Buzón anónimo: responderemos la próxima semana",
            ),
            notes="Recoger las papeletas del buzón y leer tres en voz alta, sin datos que identifiquen a nadie.",
        ),
    ),
)
