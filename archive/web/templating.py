"""One Jinja environment a language: plain sentences are translated when a template is compiled.

A page has dozens of sentences, and most are the same for every reader of that language; looked up each time
they would cost more than the page's own data.
"""

from collections.abc import Callable
from gettext import NullTranslations
from typing import Any

from flask import Flask
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer


class LanguageEnvironment(Environment):
    """The application's environment, speaking one language."""

    def __init__(self, app: Flask, catalogue: NullTranslations) -> None:
        shared = app.jinja_env
        super().__init__(
            loader=shared.loader,
            autoescape=shared.autoescape,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=app.debug,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        self._catalogue = catalogue
        self.globals.update(shared.globals)
        self.filters.update(shared.filters)
        self.tests.update(shared.tests)
        install: Callable[..., None] = self.install_gettext_callables  # type: ignore[attr-defined]
        install(catalogue.gettext, catalogue.ngettext, newstyle=True)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        translated: nodes.Template = _Translator(self._catalogue).visit(tree)
        return translated


class _Translator(NodeTransformer):
    """Puts the translated sentence where ``_("…")`` stands without data."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node, *args, **kwargs)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(sentence))], kwargs=[], dyn_kwargs=None
            ):
                return nodes.Const(self._catalogue.gettext(sentence) % {}, lineno=node.lineno)
        return node
