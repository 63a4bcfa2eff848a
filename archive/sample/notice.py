"""A notice in Markdown: the call for schools to join the next cycle."""

from pathlib import Path

_TEXT = """\
# Convocatoria: tu escuela en «Rompe el ciclo»

**Dirección de Educación · 14 de agosto de 2023 · Documento de muestra**

Se invita a las escuelas secundarias y de bachillerato, públicas y particulares, a participar en el ciclo de otoño de la
práctica «Rompe el ciclo». La participación es gratuita y no requiere intermediarios.

## Qué ofrece

- Pláticas y talleres del catálogo municipal, impartidos en el propio plantel.
- Una sola agenda, para que ninguna visita se encime con exámenes ni ceremonias.
- Materiales descargables para que las familias continúen la conversación en casa.
- Un huerto escolar, con semillas y herramienta, para el plantel que presente la mejor propuesta.

## Cómo participar

1. Consultar el catálogo de pláticas y preguntar al alumnado qué temas le interesan.
2. Enviar un oficio con las claves elegidas, tres fechas posibles y el número aproximado de asistentes.
3. Designar a una persona de enlace, de preferencia del área de orientación.
4. Reunir las autorizaciones de las familias antes de la primera visita.

## Fechas

| Etapa | Fecha |
|---|---|
| Recepción de solicitudes | del 21 de agosto al 8 de septiembre |
| Publicación de la agenda | 15 de septiembre |
| Primera visita | 25 de septiembre |
| Reunión de balance | 1 de diciembre |

## Privacidad

Los registros de asistencia sirven únicamente para contar participantes. No se publican nombres, firmas, teléfonos ni
fotografías en las que se pueda reconocer a una persona menor de edad. El aviso de privacidad integral puede solicitarse en
la Unidad de Transparencia, donde también se atienden los derechos de acceso, rectificación, cancelación y oposición.

> «Lo que más nos gustó fue elegir. Nadie nos había preguntado.»
"""


def write_notice(path: Path) -> None:
    path.write_text(_TEXT, encoding="utf-8")
