"""The bare page that the portal's pages are measured beside: Flask, one Jinja template, no data.

It writes rows of a list of results, as many as make up the size asked for in the environment.
"""

import os

from flask import Flask

_TEMPLATE = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1>
<ol>
{% for row in rows %}
<li><a href="/d/{{ row.id }}/{{ row.slug }}">{{ row.title }}</a>
<p><span>{{ row.kind }}</span> <span>{{ row.unit }}</span>
<time datetime="{{ row.date }}">{{ row.day }}</time></p>
{% if row.pages %}<p>{{ row.snippet }} <mark>{{ row.word }}</mark> {{ row.snippet }}</p>{% endif %}</li>
{% endfor %}
</ol></body></html>
"""
_ROW = {
    "id": "5b2e6c1e-6c1f-4d0b-9f3e-2f1c8a4d7e10",
    "slug": "minuta-de-la-reunion-con-directivos-escolares",
    "title": "Minuta de la reunión con directivos escolares",
    "kind": "Minuta",
    "unit": "Dirección de Educación",
    "date": "2022-04-27",
    "day": "27 de abril de 2022",
    "pages": 12,
    "snippet": "se acordó llevar pláticas a las escuelas secundarias y de bachillerato, con material " * 2,
    "word": "violencia",
}


def create_app() -> Flask:
    app = Flask(__name__)
    size = int(os.environ.get("BARE_PAGE_SIZE", "20000"))

    app.jinja_env.autoescape = True
    template = app.jinja_env.from_string(_TEMPLATE)

    def page(rows: int) -> str:
        return template.render(title="Documentos", rows=[_ROW] * rows)

    each = len(page(2).encode()) - len(page(1).encode())
    rows = max(1, round(size / each))

    @app.get("/")
    @app.get("/ayuda")
    def home() -> str:
        return page(rows)

    return app
