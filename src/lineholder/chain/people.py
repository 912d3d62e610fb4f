"""People: numbers of one person, as far as numbers that followed one another tell."""

from collections.abc import Sequence

import pyarrow as pa


class People:
    """Numbers of one person by succession: `name` is the first of them."""

    def __init__(self, successors: Sequence[tuple[str, str]]) -> None:
        self._earlier = {new: old for old, new in successors}
        self._later = dict(successors)

    def name(self, number: str) -> str:
        """The first number of whoever used this one."""
        while number in self._earlier:
            number = self._earlier[number]
        return number

    def numbers(self, name: str) -> tuple[str, ...]:
        """All numbers from the first on, in their order."""
        found = [name]
        while found[-1] in self._later:
            found.append(self._later[found[-1]])
        return tuple(found)

    def alias(self) -> pa.Table:
        """`alias` (number, name) of everybody who changed."""
        numbers = sorted({*self._earlier, *self._later})
        names = [self.name(number) for number in numbers]
        return pa.table(
            {"number": pa.array(numbers, pa.string()), "name": pa.array(names, pa.string())}
        )
