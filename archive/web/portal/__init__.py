"""The public portal: everything a reader without an account may see."""

from flask import Flask

from archive.web import addresses, dataset_labels
from archive.web.portal import (
    catalogue,
    cells,
    dataset_files,
    datasets,
    documents,
    feeds,
    files,
    finding,
    harvesting,
    helping,
    looking,
    redactions,
)


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
        cell_text=cells.cell_text,
        is_number=cells.is_number,
        is_link=cells.is_link,
        zip=zip,
        FIELD_TYPE_LABELS=dataset_labels.FIELD_TYPE_LABELS,
        PERIODICITY_LABELS=dataset_labels.PERIODICITY_LABELS,
        OPERATOR_LABELS=dataset_labels.OPERATOR_LABELS,
        FORMAT_LABELS=dataset_labels.FORMAT_LABELS,
    )
    documents_side = (looking, finding, documents, files, redactions, helping, feeds)
    for module in (*documents_side, datasets, dataset_files, catalogue, harvesting):
        app.register_blueprint(module.blueprint)
