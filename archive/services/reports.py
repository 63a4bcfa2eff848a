"""The gate's report as it is kept and shown: kinds of things and where, never a value."""

from dataclasses import dataclass
from typing import Any

from ingest.redactions import DataType, GateReport, Leak, Objection

_OBJECTIONS_KEPT = 200


@dataclass(frozen=True)
class GateView:
    passed: bool
    objections: tuple[Objection, ...]
    means: tuple[str, ...]
    pages: int
    secrets: int
    required: int
    found_again: int


def report_json(report: GateReport) -> dict[str, Any]:
    """What is kept of a report; the texts that the gate read are not."""
    return {
        "passed": report.passed,
        "objections": [
            {
                "leak": one.leak.value,
                "data_type": one.data_type.value if one.data_type else None,
                "page": one.page,
                "detail": one.detail,
            }
            for one in report.objections[:_OBJECTIONS_KEPT]
        ],
        "means": list(report.means),
        "pages": report.pages,
        "secrets": report.secrets,
        "required": report.required,
        "found_again": report.found_again,
    }


def gate_view(kept: dict[str, Any]) -> GateView | None:
    """A kept report, read back; None where none was made."""
    if not kept:
        return None
    return GateView(
        passed=kept["passed"],
        objections=tuple(
            Objection(
                Leak(one["leak"]),
                DataType(one["data_type"]) if one["data_type"] else None,
                one["page"],
                one["detail"],
            )
            for one in kept["objections"]
        ),
        means=tuple(kept["means"]),
        pages=kept["pages"],
        secrets=kept["secrets"],
        required=kept["required"],
        found_again=kept["found_again"],
    )
