"""The best set to remove, proved best: branch and bound over who is removed and who is kept.

A branch has removed some nodes, decided to keep some, and may still remove `left` of the rest. Whatever it
removes, the kept nodes and what surely stays tied to them stay connected; a branch whose surely
connected pairs outnumber the best set's is dropped. Branches with as many are followed, so every optimal set
is met, and each once: it is removed in the order in which its branch tries nodes. The last node of a
set is never tried: one pass over the ties gives the effect of each (`maths.graph.removal`).
"""

from dataclasses import dataclass, field

from lineholder.maths.graph import Neighbours, Removal, pairs, removal
from lineholder.model.progress import Progress
from lineholder.network.bits import closure, members, pendant
from lineholder.network.solid import solid

EVERY = 256  # branches between two reports


@dataclass(frozen=True, slots=True)
class Branch:
    """Nodes removed in order, nodes kept (a bit each), and the components that the kept ones form.

    `left` more are to be removed; `floor` pairs at least stay connected whichever they are.
    """

    removed: tuple[int, ...]
    kept: int
    pieces: tuple[int, ...]
    left: int
    floor: int


@dataclass(slots=True)
class Search:
    """Looks for the sets that leave the fewest connected pairs; `best` pairs are beaten or matched.

    `found` stays empty where no set was met. `ties` counts the sets with `best` pairs that were met.
    `open_floor` is None where every branch was followed or dropped by its bound: then `best` is the
    optimum and `ties` is exact. Else the steps ran out, and no set leaves fewer pairs than the
    smaller of `best` and `open_floor`. A step is a node, or an end of a tie, looked at: where the
    search ends depends on no clock.
    """

    neighbours: Neighbours
    roots: tuple[int, ...]
    best: int
    steps: int
    progress: Progress
    found: tuple[int, ...] = ()
    ties: int = 0
    open_floor: int | None = None
    _adjacent: list[int] = field(default_factory=list)
    _alive: list[bool] = field(default_factory=list)
    _present: int = 0
    _done: int = 0
    _branches: int = 0

    def run(self, size: int) -> None:
        """Search all sets of `size` nodes."""
        self._adjacent = [sum(1 << w for w in around) for around in self.neighbours]
        self._alive = [True] * len(self.neighbours)
        self._present = (1 << len(self.neighbours)) - 1
        self._follow(Branch((), 0, (), size, 0))

    def _follow(self, branch: Branch) -> None:
        """Meet every set of the branch that is as good as the best, or leave it open for want of steps."""
        floor = max(branch.floor, self._floor(branch, None))
        if floor > self.best:
            return
        self._count()
        if self._done > self.steps:
            self.open_floor = floor if self.open_floor is None else min(self.open_floor, floor)
            return
        effect = removal(self.neighbours, self._alive, self.roots)
        undecided = members(self._present & ~branch.kept)
        if len(undecided) < branch.left:
            return
        if branch.left == 1:
            self._last(branch, effect, undecided)
        elif not self._closed(branch, effect):
            undecided.sort(key=lambda v: (-effect.gain[v], -len(self.neighbours[v]), v))
            self._divide(branch, effect, undecided)

    def _divide(self, branch: Branch, effect: Removal, undecided: list[int]) -> None:
        """Follow a branch for each node that may go next, those before it kept."""
        for place, v in enumerate(undecided):
            floor = max(branch.floor, self._floor(branch, effect))
            if floor > self.best or len(undecided) - place < branch.left:
                return
            self._alive[v], self._present = False, self._present ^ 1 << v
            removed = (*branch.removed, v)
            self._follow(Branch(removed, branch.kept, branch.pieces, branch.left - 1, floor))
            self._alive[v], self._present = True, self._present | 1 << v
            branch = self._keep(branch, v, floor)

    def _keep(self, branch: Branch, v: int, floor: int) -> Branch:
        """The branch with v kept too: the pieces that v touches become one."""
        joined, apart = 1 << v, []
        for piece in branch.pieces:
            if piece & self._adjacent[v]:
                joined |= piece
            else:
                apart.append(piece)
        return Branch(branch.removed, branch.kept | 1 << v, (*apart, joined), branch.left, floor)

    def _last(self, branch: Branch, effect: Removal, undecided: list[int]) -> None:
        """Count the sets that one of the undecided nodes completes best."""
        most = max(effect.gain[v] for v in undecided)
        ends = [v for v in undecided if effect.gain[v] == most]
        self._met(effect.connected - most, len(ends), (*branch.removed, ends[0]))

    def _closed(self, branch: Branch, effect: Removal) -> bool:
        """Whether no removal left can split a component, so that the best sets are counted by sizes."""
        counted = solid(self._present, branch.kept, branch.left, self._adjacent, effect, self.best)
        if counted is not None:
            self._met(counted.connected, counted.ties, (*branch.removed, *counted.nodes))
        return counted is not None

    def _met(self, connected: int, ties: int, nodes: tuple[int, ...]) -> None:
        """Note `ties` sets that leave `connected` pairs, `nodes` one of them."""
        if connected < self.best or (connected == self.best and not self.ties):
            self.best, self.ties, self.found = connected, ties, tuple(sorted(nodes))
        elif connected == self.best:
            self.ties += ties

    def _floor(self, branch: Branch, effect: Removal | None) -> int:
        """Pairs that stay connected whatever the branch removes; better where the effects are known."""
        if not branch.pieces:
            return 0
        self._done += len(self.neighbours)
        core = max(branch.pieces, key=int.bit_count)
        tied = closure(core, self._present, self._adjacent, branch.left)
        lost, hanging = pendant(core, tied & ~branch.kept, branch.left, effect)
        sure = max(tied.bit_count() + hanging - lost, 0)
        others = sum(pairs(piece.bit_count()) for piece in branch.pieces if not piece & tied)
        return pairs(sure) + others

    def _count(self) -> None:
        """Count a branch's steps, and report now and then."""
        self._done += sum(map(len, self.neighbours)) + len(self.neighbours)
        self._branches += 1
        if self._branches % EVERY == 0:
            self.progress(min(self._done, self.steps), self.steps)
