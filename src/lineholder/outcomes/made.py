"""Made: figures and breakdowns on their way, each with the question that opens its entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lineholder.model.findings import Reference
from lineholder.model.outcomes import Basis, Breakdown, Figure, Share
from lineholder.model.question import Question, Value
from lineholder.outcomes.events import cite


@dataclass(slots=True)
class Made:
    """What is to be shown, and the references to keep. `values` are those of the period."""

    snapshot: str
    values: Mapping[str, Value]
    figures: list[Figure] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def ref(self, question: Question) -> str:
        """The short string that opens what the question brings back."""
        reference = Reference.of(question, self.snapshot)
        self.references.append(reference)
        return reference.ref

    def opens(
        self, name: str, condition: str, steps: str = "", bound: Mapping[str, Value] | None = None
    ) -> str:
        """The reference to the entries of the period for which a condition holds; `bound` are its values."""
        return self.ref(cite(name, condition, {**self.values, **(bound or {})}, steps))

    def add(self, figure: Figure, condition: str = "", steps: str = "") -> None:
        """Take a figure; with a condition it opens to those entries. One of nothing opens to nothing."""
        if condition and figure.value:
            figure = replace(figure, ref=self.opens(figure.name, condition, steps))
        self.figures.append(figure)

    def break_down(
        self,
        breakdown: Breakdown,
        counted: Iterable[tuple[str, float, Mapping[str, Value]]],
        condition: str,
        steps: str = "",
    ) -> None:
        """Take a breakdown of (label, value, values of the condition), in order of its rows."""
        rows = tuple(
            Share(label, value, self.opens(f"{breakdown.name}: {label}", condition, steps, bound))
            for label, value, bound in counted
        )
        self.breakdowns.append(replace(breakdown, rows=rows))

    def value(self, name: str) -> float | None:
        """The value of a figure that was taken already."""
        return next(f.value for f in self.figures if f.name == name)


def unknown(name: str, unit: str, definition: str) -> Figure:
    """A figure that cannot be known."""
    return Figure(name, None, unit, definition, Basis.UNKNOWN)
