"""The presentation about digital violence."""

from datetime import datetime

from archive.sample.palette import CORAL, TEAL
from archive.sample.slides import Cards, Closing, Contrast, Cover, Deck, Points, Statement, Steps

DIGITAL_VIOLENCE = Deck(
    title="Violencia digital: lo que pasa en la pantalla también duele",
    author="Unidad de Transparencia",
    made=datetime(2022, 5, 16, 9, 0),
    deep=TEAL,
    bright=CORAL,
    slides=(
        Cover(
            "Violencia digital",
            "Lo que pasa en la pantalla también duele. Cómo reconocerla, cómo frenarla y a quién acudir.",
            "Unidad de Transparencia · Plática para secundaria y bachillerato",
            notes="Duración: 50 minutos. Abrir con la pregunta: ¿quién ha visto una burla en un grupo y no supo qué "
            "hacer? No pedir nombres ni casos propios frente al grupo.",
        ),
        Statement(
            "¿De qué hablamos?",
            "Es violencia digital todo daño que se comete con ayuda de un teléfono, una red social o internet.",
            "Amenazar, exhibir, suplantar o acosar a una persona en línea lastima su dignidad, su intimidad y su "
            "tranquilidad. Que ocurra detrás de una pantalla no la vuelve menos real: muchas veces la hace más "
            "rápida, más pública y más difícil de borrar.",
            notes="Distinguir entre un conflicto (dos partes que discuten) y la violencia (alguien somete a otra persona).",
        ),
        Cards(
            "Seis formas de violencia que conviene nombrar",
            (
                ("Ciberacoso", "Mensajes repetidos para molestar, humillar o atemorizar a alguien."),
                (
                    "Difusión sin permiso",
                    "Compartir fotografías o videos íntimos de una persona que no lo autorizó.",
                ),
                ("Suplantación", "Abrir una cuenta con el nombre o la imagen de otra persona."),
                ("Sextorsión", "Amenazar con publicar imágenes para obtener dinero, favores o silencio."),
                (
                    "Engaño de adultos",
                    "Una persona mayor se gana la confianza de un adolescente para abusar de él.",
                ),
                (
                    "Exhibición de datos",
                    "Publicar domicilio, teléfono o escuela de alguien para que lo hostiguen.",
                ),
            ),
            notes="El engaño de personas adultas que buscan contacto con menores se conoce en inglés como grooming.",
        ),
        Points(
            "Señales de alerta",
            "Nadie está obligado a contarlo todo, pero el cuerpo y la rutina avisan.",
            (
                "Esconder el teléfono o apagarlo cuando alguien se acerca.",
                "Dejar de dormir, de comer o de salir con las amistades de siempre.",
                "Cerrar de golpe todas las cuentas o abrir otras con nombres distintos.",
                "Bajar las calificaciones sin otra explicación, faltar a la escuela.",
                "Recibir dinero, recargas o regalos de alguien a quien nadie conoce.",
            ),
            notes="Estas señales no prueban nada por sí solas: invitan a preguntar con cariño y sin regaños.",
        ),
        Contrast(
            "Tus datos personales son tuyos",
            (
                "Antes de publicar, pregúntate",
                (
                    "¿Se ve mi uniforme, mi calle o la placa del auto?",
                    "¿Las personas de la foto dieron su permiso?",
                    "¿Me gustaría que lo leyera mi abuela dentro de diez años?",
                    "¿Quién puede guardar una captura de pantalla?",
                ),
            ),
            (
                "Ajusta tu privacidad hoy mismo",
                (
                    "Perfil privado y lista de contactos revisada.",
                    "Ubicación apagada en la cámara y en las historias.",
                    "Contraseña distinta para cada cuenta.",
                    "Verificación en dos pasos en el correo y en las redes.",
                ),
            ),
            notes="Pedir que saquen el teléfono y revisen juntos, paso a paso, los ajustes de una red social.",
        ),
        Steps(
            "Si te está pasando: cinco pasos",
            (
                ("Respira", "No fue tu culpa. Nadie merece que lo amenacen ni que lo exhiban."),
                ("No pagues", "Ceder a la amenaza no la termina: casi siempre la hace crecer."),
                ("Guarda pruebas", "Capturas con fecha, hora, dirección de la página y nombre del perfil."),
                (
                    "Bloquea y reporta",
                    "Usa el botón de denuncia de la plataforma y pide a otros que también reporten.",
                ),
                (
                    "Habla",
                    "Con tu familia, una maestra de confianza o la Defensoría Municipal de Derechos Humanos.",
                ),
            ),
            notes="Insistir: no borrar la conversación antes de guardar las capturas.",
        ),
        Contrast(
            "Si le pasa a alguien más",
            (
                "Lo que ayuda",
                (
                    "Escuchar sin juzgar y creer lo que cuenta.",
                    "No reenviar: cada copia vuelve a lastimar.",
                    "Acompañar a pedir ayuda con una persona adulta.",
                    "Decir en el grupo: esto no está bien.",
                ),
            ),
            (
                "Lo que lastima",
                (
                    "Preguntar para qué se tomó la fotografía.",
                    "Compartir el archivo «solo para enseñarlo».",
                    "Responder con otra amenaza.",
                    "Guardar silencio por miedo a quedar mal.",
                ),
            ),
            notes="Quien mira y calla forma parte del ciclo. Quien mira y ayuda, lo rompe.",
        ),
        Statement(
            "La ley te protege",
            "Difundir contenido íntimo sin consentimiento es un delito en México.",
            "Las reformas conocidas como Ley Olimpia reconocen la violencia digital y sancionan a quien graba, publica "
            "o comparte imágenes íntimas sin permiso. Denunciar es un derecho: se puede acudir a la Fiscalía con una "
            "persona adulta de confianza, y pedir que la plataforma retire el contenido.",
            notes="La plática informa; no sustituye la asesoría jurídica. La Defensoría orienta sin costo.",
        ),
        Points(
            "Acuerdos de convivencia en línea",
            "Cada grupo escribe los suyos. Estos son los que más se repiten en las escuelas.",
            (
                "En el grupo del salón no se publican burlas ni apodos.",
                "Nadie agrega a nadie sin preguntarle antes.",
                "Las fotografías de una convivencia se comparten solo si todas las personas están de acuerdo.",
                "Después de las diez de la noche no se exige respuesta.",
                "Quien se equivoca lo reconoce, borra y pide disculpas.",
            ),
            notes="Dinámica final: cada equipo propone un acuerdo y el grupo vota tres.",
        ),
        Closing(
            "No estás sola, no estás solo",
            (
                "911 · Emergencias, las 24 horas",
                "089 · Denuncia anónima",
                "088 · Policía cibernética, orientación y reporte",
                "Defensoría Municipal de Derechos Humanos: asesoría gratuita",
                "Unidad de Transparencia: protección de tus datos personales",
            ),
            notes="Dejar los números a la vista mientras el grupo sale del auditorio.",
        ),
    ),
)
