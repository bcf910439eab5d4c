"""The stand-alone verifier beside the documents: whoever gets the export can check it with plain Python alone."""

from __future__ import annotations

from dataclasses import dataclass

from app.export.layout import VERIFIER
from app.export.part import Exporting
from app.verifier import building


@dataclass(frozen=True, slots=True)
class Verifier:
    key: str = "verifier"
    order: int = 46

    def units(self, exporting: Exporting) -> int:
        return 1

    def write(self, exporting: Exporting) -> None:
        exporting.bag.write(VERIFIER, [building.build()])
        exporting.tell(1)


PART = Verifier()
