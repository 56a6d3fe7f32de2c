"""What others copy or include: the GitLab job, the image, and the snippets of docs/how-to/ci.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from support.availability import needs
from support.commands import CHECKOUT, GUARD, NO_DOCKER, environment, write

SUBJECT = "version: 1\nsubjects:\n  - name: guard\n    files: [policies/guard.json]\n"


def gitlab() -> dict[str, Any]:
    """Return the job for GitLab."""
    found: dict[str, Any] = yaml.safe_load((CHECKOUT / "ci/gitlab.yml").read_text(encoding="utf-8"))
    return found["mfagate"]  # type: ignore[no-any-return]


@needs("bash")
def test_the_gitlab_job_leaves_the_reports_that_it_names(tmp_path: Path) -> None:
    """Its script runs as it stands, fails with findings, and what it keeps is there."""
    write(tmp_path, {"mfagate.yaml": SUBJECT, "policies/guard.json": GUARD})
    job = gitlab()
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        ["bash", "-ec", "\n".join(job["script"])],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env=environment(PATH=programs, **NO_DOCKER, **job["variables"]),
    )

    assert (done.returncode, done.stderr) == (1, "")
    assert "FAILED: 1 subject, " in done.stdout
    kept = [*job["artifacts"]["paths"], job["artifacts"]["reports"]["codequality"]]
    assert kept == ["mfagate.html", "gl-code-quality-report.json"]
    assert all((tmp_path / name).is_file() for name in kept)
    assert json.loads((tmp_path / kept[1]).read_text(encoding="utf-8"))


def test_the_gitlab_job_keeps_reports_of_a_job_that_failed() -> None:
    """Artefacts are kept always, and nothing that people set is run as a command."""
    job = gitlab()

    assert job["artifacts"]["when"] == "always"
    used = re.findall(r".?\$\{?MFAGATE_[A-Z]+\}?.?", " ".join([*job["before_script"], *job["script"]]))
    assert len(used) == 3
    assert not [one for one in used if not one.endswith('"')]


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each whole, without comments."""
    text = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines if line)]


def test_the_image_is_pinned_and_runs_as_nobody() -> None:
    """The base has a full version, the last user is a number that is not root's, and it runs mfagate."""
    found = instructions()

    (base,) = [rest for name, rest in found if name == "ARG"]
    assert re.fullmatch(r"BASE=python:\d+\.\d+\.\d+-slim-[a-z]+", base)
    assert [rest.split(" ")[0] for name, rest in found if name == "FROM"] == ["${BASE}", "${BASE}"]
    assert [rest for name, rest in found if name == "USER"] == ["65532:65532"]
    assert [rest for name, rest in found if name == "ENTRYPOINT"] == ['["mfagate"]']
    order = [name for name, _ in found]
    assert order.index("USER") > max(index for index, name in enumerate(order) if name in {"RUN", "COPY"})


def test_the_image_fetches_nothing_by_itself() -> None:
    """There is no ADD, no URL, no secret; what it copies from the checkout is what .dockerignore lets in."""
    found = instructions()

    assert {name for name, _ in found} <= {
        "ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "USER", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    assert not [rest for _, rest in found if "://" in rest or re.search(r"\b(curl|wget|apt)\b", rest)]


def test_the_image_is_built_from_what_the_wheel_needs() -> None:
    """`.dockerignore` keeps everything out but the sources of the wheel and what pyproject.toml names."""
    lines = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]

    assert rules[0] == "*"
    let_in = {line[1:] for line in rules if line.startswith("!")}
    assert let_in == {
        "LICENSE", "README.md", "hatch_build.py", "policies/recommended", "pyproject.toml", "rego",
        "scenarios", "src",
    }  # fmt: skip
    assert all((CHECKOUT / name).exists() for name in let_in)


def test_the_workflows_of_the_docs_are_whole() -> None:
    """Each YAML block of docs/how-to/ci.md can be read, and its workflows ask for no more than reading."""
    text = (CHECKOUT / "docs/how-to/ci.md").read_text(encoding="utf-8")
    blocks = [
        yaml.safe_load(one) for one in re.findall(r"^```yaml\n(.+?)^```", text, re.MULTILINE | re.DOTALL)
    ]
    workflows = [one for one in blocks if "jobs" in one]

    assert len(workflows) == 2
    assert [one["permissions"] for one in workflows] == [
        {"contents": "read"},
        {"contents": "read", "security-events": "write"},
    ]
    inputs = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    ours = [
        step
        for one in workflows
        for job in one["jobs"].values()
        for step in job["steps"]
        if "/mfagate@" in step.get("uses", "")
    ]
    assert len(ours) == 2
    assert all(set(step.get("with", {})) <= set(inputs) for step in ours)
