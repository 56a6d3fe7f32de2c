"""Counter-examples as models of z3: what sampling never draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import z3

from reference.candidates import candidates
from reference.catalogue import ACTIONS, Action, is_resource_of
from reference.counterexamples import FRESH, Claim, CounterExample, contradicts, covers
from reference.patterns import like, plain
from reference.rows import ROWS, Row
from reference.symbols import Symbols
from reference.translate import Layers, UntranslatableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FLAGS = (None, "false", "true")


def solver_search(
    claim: Claim, rows: Sequence[Row] = ROWS, *, milliseconds: int = 3000
) -> Iterator[CounterExample]:
    """Give a counter-example of each cell that the solver contradicts, where it can translate the policies.

    No query takes longer than `milliseconds`.
    """
    actions = named_actions(claim.policies)
    for row in rows:
        for column, state in claim.posture.get(row.name, {}).items():
            asked = [one for one in actions if one.column == column and covers(row, one)]
            queries = (Query(claim, row, action, state, milliseconds) for action in asked)
            found = next(filter(None, map(_found, queries)), None)
            if found:
                yield CounterExample(claim.subject, row.name, column, state, claim.policies, found, "solver")


def named_actions(policies: Mapping[str, Any]) -> list[Action]:
    """Return the actions of the catalogue that an entry other than `*` means, and some that none does.

    These are the first, and the first of each service that a Resource pattern names.
    """
    near = candidates(policies)
    patterns = [text.lower() for text in near.actions if text != "*"]
    named = [one for one in ACTIONS if any(like(plain(text), one.name.lower()) for text in patterns)]
    others = [one for one in ACTIONS if one not in named and one.templates != ("*",)]
    services = {text.split(":")[2] for text in near.resources if text.count(":") > 1}
    first = {_service(one): one for one in reversed(others) if _service(one) in services}
    return list(dict.fromkeys([*named, *others[:1], *first.values()]))


def _service(action: Action) -> str:
    return action.templates[0].split(":")[2]


@dataclass(frozen=True)
class Query:
    """One question to the solver: a request for an action that contradicts a cell."""

    claim: Claim
    row: Row
    action: Action
    state: str
    milliseconds: int

    def model(self) -> dict[str, Any] | None:
        """Return such a request, if z3 finds one in time.

        Raises:
            UntranslatableError: the policies are outside the fragment.

        """
        if self.state not in ("open", "blocked"):
            return None
        symbols = self._symbols(self.row.flag)
        formula = Layers(self.claim.policies, symbols).allowed()
        solver = z3.Solver()
        solver.set("timeout", self.milliseconds)
        if self.state == "open":
            others = [Layers(self.claim.policies, self._symbols(flag)).allowed() for flag in _FLAGS]
            solver.add(z3.Not(formula), z3.Or(others), symbols.age == int(FRESH))
        else:
            solver.add(formula)
        solver.add(*symbols.constraints)
        if solver.check() != z3.sat:
            return None
        request = symbols.request(solver.model())
        return request if is_resource_of(self.action, request["resource"], self.claim.account) else None

    def _symbols(self, flag: str | None) -> Symbols:
        return Symbols(self.row, self.action, self.claim.account, flag)


def _found(query: Query) -> dict[str, Any] | None:
    """Return what a query finds and the evaluator confirms."""
    try:
        request = query.model()
    except UntranslatableError:
        return None
    return request if request and contradicts(query.state, query.claim.policies, request) else None
