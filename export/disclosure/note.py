"""How the figures were protected, in Spanish, for whoever reads them."""

from export.disclosure.values import Rule

_NOTE = (
    "Para que nadie pueda ser identificado, no se muestran grupos de menos de {k} personas, ni el cero "
    "cuando no era evidente de antemano, ni los casos en que todo un grupo comparte una "
    "característica. También se "
    "ocultan las celdas con las que esas cantidades podrían deducirse, dentro de esta "
    "tabla o por comparación "
    "con las publicadas antes. Las celdas ocultas dicen «NP» (no publicable) en la "
    "columna estatus y no llevan "
    "valor; «publicado» es un valor exacto{rounding}. Los porcentajes no se calculan sobre bases de menos de "
    "{base} personas y se muestran entre {low} y {high} %."
)
_ROUNDING = (
    "; «redondeado», el múltiplo de {rounding} más cercano. Cada total se redondea por "
    "separado: puede no ser "
    "la suma de sus partes"
)


def method_note(rule: Rule) -> str:
    """The same for the same rule: it belongs in the dataset's metadata."""
    rounding = _ROUNDING.format(rounding=rule.rounding) if rule.rounding > 1 else ""
    return _NOTE.format(
        k=rule.k,
        rounding=rounding,
        base=rule.percent_base,
        low=rule.lowest_percent,
        high=rule.highest_percent,
    )
