"""The public portal: everything a reader without an account may see."""

from flask import Flask

from archive.web import addresses
from archive.web.portal import documents, feeds, files, finding, helping, looking, redactions


def attach(app: Flask) -> None:
    app.jinja_env.globals.update(
        document_address=addresses.document_address,
        page_image_address=addresses.page_image_address,
        thumbnail_address=addresses.thumbnail_address,
        marks_address=addresses.marks_address,
        text_address=addresses.text_address,
        download_address=addresses.download_address,
        redactions_address=addresses.redactions_address,
        practice_address=addresses.practice_address,
        unit_address=addresses.unit_address,
        search_address=addresses.search_address,
        facet_address=addresses.facet_address,
        facet_links=addresses.facet_links,
    )
    for module in (looking, finding, documents, files, redactions, helping, feeds):
        app.register_blueprint(module.blueprint)
