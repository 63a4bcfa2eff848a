"""The outcomes of lists in figures beside their limits, and the table's place in the page about privacy."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from benchmarks.privacy_lists import FORMATS, Outcome
from benchmarks.report import Row, at_least, at_most
from ingest.attendance.headings import Column, meaning

PUBLISHED = {"scan": 85.0, "jpg": 85.0}  # percent; of every other format 95
PUBLISHED_OTHERWISE = 95.0
KEPT = 97.0
COUNTED = 98.0
COUNTED_FORMATS = ("pdf", "xlsx", "csv")
FIRST, LAST = "<!-- figures -->", "<!-- end of figures -->"


def judged(outcomes: Sequence[Outcome]) -> list[Row]:
    """The figures, format by format."""
    rows = [at_most("leaked values in all published files", float(_leaks(outcomes)), 0.0)]
    for name in FORMATS:
        mine = [outcome for outcome in outcomes if outcome.format == name]
        if mine:
            rows += _of_format(name, mine)
    counted = [one for one in outcomes if one.format in COUNTED_FORMATS]
    if counted:
        right = 100 * sum(map(counts_are_right, counted)) / len(counted)
        rows.append(at_least("counts equal to the truth, pdf xlsx csv", right, COUNTED, "%"))
    return rows


def _of_format(name: str, outcomes: Sequence[Outcome]) -> list[Row]:
    published = [outcome for outcome in outcomes if outcome.published]
    share = 100 * len(published) / len(outcomes)
    least = PUBLISHED.get(name, PUBLISHED_OTHERWISE)
    rows = [
        Row(f"{name}: files", float(len(outcomes))),
        at_most(f"{name}: files with a leak", float(sum(map(_has_leak, published))), 0.0),
        at_least(f"{name}: published", share, least, "%"),
        Row(f"{name}: seconds a file", median(outcome.seconds for outcome in outcomes), unit="s"),
    ]
    kept = [(one.verdict["kept"], one.verdict["keep"]) for one in published if one.verdict]
    if sum(whole for _, whole in kept):
        still = 100 * sum(there for there, _ in kept) / sum(whole for _, whole in kept)
        rows.append(at_least(f"{name}: of what must stay, still there", still, KEPT, "%"))
    return rows


def _leaks(outcomes: Sequence[Outcome]) -> int:
    return sum(int(one.verdict["leaks"]) for one in outcomes if one.verdict)


def _has_leak(outcome: Outcome) -> bool:
    return bool(outcome.verdict and (outcome.verdict["leaks"] or outcome.verdict["unchecked"]))


def counts_are_right(outcome: Outcome) -> bool:
    """Whether attendees, and what the columns allow to be known of sex and grade, are as they were made."""
    counts, truth = outcome.report.get("counts"), outcome.truth["aggregates"]
    if not counts or counts["total"] != truth["attendees"]:
        return False
    columns = {meaning(heading) for heading in outcome.truth["columns"]}
    if columns & {Column.SEX, Column.CURP}:
        read = counts["by_sex"]
        if [read.get("hombre", 0), read.get("mujer", 0)] != [
            truth["by_sex"]["hombres"],
            truth["by_sex"]["mujeres"],
        ]:
            return False
    if columns & {Column.GRADE, Column.GRADE_GROUP, Column.GROUP} and truth["by_grade"]:
        grades = {grade.rstrip("°"): number for grade, number in truth["by_grade"].items()}
        return {grade: number for grade, number in counts["by_grade"].items() if grade} == grades
    return True


def told(outcomes: Sequence[Outcome]) -> str:
    """Everything that fell short, file by file, for whoever mends it."""
    lines = []
    for one in outcomes:
        if one.verdict is None:
            lines.append(f"{one.name}: refused: {_why(one)}")
            continue
        if one.verdict["leaks"] or one.verdict["unchecked"]:
            lines.append(
                f"{one.name}: LEAKS {one.verdict['leaks']} {one.verdict['means']} {one.verdict['problems']}"
            )
        if one.verdict["lost"]:
            lines.append(f"{one.name}: lost {one.verdict['lost']}")
        if one.verdict["weak"] or one.verdict["quasi"]:
            lines.append(f"{one.name}: weak {one.verdict['weak']} quasi {one.verdict['quasi']}")
        if one.format in COUNTED_FORMATS and not counts_are_right(one):
            lines.append(
                f"{one.name}: counts {one.report.get('counts')} instead of {one.truth['aggregates']}"
            )
    return "\n".join(lines)


def _why(outcome: Outcome) -> str:
    report = outcome.report
    if "refused" in report:
        return str(report["refused"])
    found = Counter((each["means"], each["type"], each["detail"]) for each in report["gate"]["objections"])
    return ", ".join(f"{'/'.join(filter(None, key))} ×{number}" for key, number in found.most_common(6))


def written_into(page: str, shown: str) -> str:
    """The page with its table replaced."""
    before, rest = page.split(FIRST, 1)
    after = rest.split(LAST, 1)[1]
    return f"{before}{FIRST}\n{shown}\n{LAST}{after}"
