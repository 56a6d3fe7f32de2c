"""The scenario matrix: which cases each subject has, and the decision expected of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ScenarioError
from mfagate.scenarios._inherited import extended, is_kept
from mfagate.scenarios.files import read_file
from mfagate.scenarios.model import Case, Scenario
from mfagate.scenarios.single import needs_password

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class Matrix:
    """All scenarios of a run; `profiles` have what each profile requires, and what it extends."""

    scenarios: tuple[Scenario, ...] = field(default_factory=tuple)
    profiles: Mapping[str, Any] = field(default_factory=dict)

    def cases(self, subject: Subject) -> Iterator[Case]:
        """Give the cases of a subject: those of the scenarios with an expectation that applies to it."""
        for scenario in self.scenarios:
            several = _variants_shown(scenario)
            for credential, variant in scenario.credentials:
                source, expected = self._expectation(scenario, subject, credential)
                if expected is None:
                    continue
                outcome = _outcome(expected, credential, variant)
                if outcome is None:
                    continue
                label = f"{credential}:{variant}" if (credential, variant) in several else credential
                yield Case(
                    id=f"{scenario.file}::{subject.name}::{scenario.id}[{label}]",
                    scenario=scenario,
                    subject=subject.name,
                    credential=credential,
                    variant=variant,
                    expect=outcome,
                    source=source,
                    label=label,
                )

    def _expectation(self, scenario: Scenario, subject: Subject, credential: str) -> tuple[str, Any]:
        """Choose the expectation: of the subject, else of its profile or a base of this, else `default`."""
        expect = scenario.expect
        if subject.name in expect:
            return "subject", expect[subject.name]
        if subject.about != scenario.about:
            return "none", None
        if not subject.login_profile and needs_password(credential):
            return "none", None
        if subject.profile in expect:
            return "profile", expect[subject.profile]
        base = extended(subject.profile, expect, self.profiles)
        action = scenario.request["action"]
        if base is not None and is_kept(subject.profile, base, credential, action, self.profiles):
            return "profile", expect[base]
        return "default", expect.get("default")


class ScenarioFiles:
    """The scenario files of a run; each is read once, when it is first needed."""

    def __init__(
        self,
        files: Mapping[Path, bool],
        subjects: Iterable[str],
        profiles: Callable[[], Mapping[str, Any]],
    ) -> None:
        """Keep the files, each with whether it is a shipped one.

        An own file may name these subjects and profiles, and `default`; a shipped one may name others.
        """
        self.files = files
        self._subjects, self._profiles = frozenset(subjects), profiles
        self._read: dict[Path, list[Scenario]] = {}

    def matrix(self, files: Iterable[Path] | None = None) -> Matrix:
        """Return the matrix of these files, or of all files.

        Raises:
            ScenarioError: a file is not valid, or names what does not exist.

        """
        listed = self.files if files is None else files
        return Matrix(tuple(one for file in listed for one in self._scenarios_of(file)), self._profiles())

    def own(self) -> Matrix:
        """Return the matrix of the files that are not shipped.

        Raises:
            ScenarioError: as `matrix` does.

        """
        return self.matrix(file for file, is_shipped in self.files.items() if not is_shipped)

    def about(self, subject: Subject) -> list[Path]:
        """Return the files with a case of a subject.

        Raises:
            ScenarioError: a file is not valid.

        """
        return [file for file in self.files if any(self.matrix([file]).cases(subject))]

    def named(self, name: str) -> list[Path]:
        """Return the valid files with this name, in any folder."""
        return [file for file in self.files if file.name == name and self._is_valid(file)]

    def _is_valid(self, file: Path) -> bool:
        try:
            self._scenarios_of(file)
        except ScenarioError:
            return False
        return True

    def _scenarios_of(self, file: Path) -> list[Scenario]:
        if file not in self._read:
            names = {*self._subjects, *self._profiles(), "default"}
            self._read[file] = read_file(file, names, is_shipped=self.files[file])
        return self._read[file]


def _variants_shown(scenario: Scenario) -> set[tuple[str, str]]:
    """Give the (credential, variant) pairs whose credential alone would not name the case."""
    listed = [credential for credential, _ in scenario.credentials]
    return {pair for pair in scenario.credentials if listed.count(pair[0]) > 1}


def _outcome(expected: Json, credential: str, variant: str) -> Mapping[str, str] | None:
    if isinstance(expected, str):
        return {"decision": expected}
    if "decision" in expected:
        outcome: Mapping[str, str] = expected
        return outcome
    for key in (f"{credential}:{variant}", credential, "default"):
        if key in expected:
            return _outcome(expected[key], credential, variant)
    return None
