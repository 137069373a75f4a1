"""Er det samskabelse? Questions that the facts ask, one file each (peers §2.12).

Another room adds its own with `@finding` from a module that it imports when it starts.
"""

# Each adds its question; their order here is that of the page.
from projects.findings import (  # noqa: F401, I001
    solution_first,
    affected_missing,
    unanswered,
    leaving,
    nothing_changed,
    paid_work,
)
from projects.findings.finding import FINDINGS, Evidence, Finding, Told, finding, found, told
from projects.findings.scene import Scene

__all__ = ["FINDINGS", "Evidence", "Finding", "Scene", "Told", "finding", "found", "told"]
