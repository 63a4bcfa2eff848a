"""Published figures: rounded counts, what they tell, percentages and age bands."""

from export.disclosure.values import Rule

_BANDS = ((11, "0-11"), (14, "12-14"), (17, "15-17"))
ADULTS, UNKNOWN_AGE = "18+", "no_especificado"


def rounded(count: int, rule: Rule) -> int:
    """To the nearest multiple of the base; halves go up."""
    base = rule.rounding
    return (count + base // 2) // base * base


def interval(shown: int, rule: Rule) -> tuple[int, int]:
    """What a reader knows of the count behind a rounded figure: also that it reached the threshold."""
    low = shown - rule.rounding // 2
    return max(low, rule.k), low + rule.rounding - 1


def percentage(part: int | None, whole: int | None, rule: Rule) -> str | None:
    """Made of published figures alone, so that it tells nothing new; None where either is hidden or small."""
    if part is None or whole is None or whole < max(rule.percent_base, 1):
        return None
    percent = round(100 * part / whole)
    if percent <= rule.lowest_percent:
        return f"≤{rule.lowest_percent} %"
    if percent >= rule.highest_percent:
        return f"≥{rule.highest_percent} %"
    return f"{percent} %"


def age_band(age: int | None) -> str:
    """Never single years."""
    if age is None or age < 0:
        return UNKNOWN_AGE
    return next((band for most, band in _BANDS if age <= most), ADULTS)
