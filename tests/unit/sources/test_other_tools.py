"""Files of the Serverless Framework and of SAM are called what they are, however they are named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mfagate.config import load_config
from mfagate.exceptions import ConfigError
from mfagate.findings.unnamed_policies import unnamed_policies
from mfagate.scaffold import survey
from mfagate.sources.defaults import Defaults
from mfagate.sources.recognition import find_policies
from mfagate.subjects.files import subjects_of_file

from .reading import allow, written

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = (
    "this file is a Serverless Framework file, which mfagate does not read, so its policies are not checked"
)
SERVICE = "service: x\nprovider: {name: aws}\n"
STATEMENT = '{Effect: Allow, Action: "*", Resource: "*"}'
SERVERLESS = {
    "with a policy": (
        "serverless.yml",
        f"{SERVICE}resources: {{Resources: {{P: {{PolicyDocument: {{Statement: [{STATEMENT}]}}}}}}}}\n",
        2,
    ),
    "with statements": ("serverless.yml", f"{SERVICE}x:\n  iamRoleStatements:\n    - {STATEMENT}\n", 5),
    "without a policy": ("serverless.yml", SERVICE, 1),
    "of another name": ("deploy/api.yaml", SERVICE, 1),
    "of a provider in a variable": ("serverless.yml", "service: x\nprovider: ${file(aws.yml)}\n", 1),
    "of a short provider": ("serverless.yml", "service: x\nprovider: aws\n", 1),
    "of JSON": ("serverless.json", json.dumps({"service": "x", "provider": {"name": "aws"}}), 1),
    "with a merge key": ("serverless.yml", f"{SERVICE}custom:\n  <<: *base\n", 1),
    "with a tag": ("serverless.yml", f"{SERVICE}custom: !Mine x\n", 1),
    "of TypeScript": ("serverless.ts", "module.exports = {service: 'x'};\n", 1),
    "of JavaScript": ("serverless.js", "module.exports = require('./x');\n", 1),
}


@pytest.mark.parametrize("case", SERVERLESS)
def test_serverless_file_is_a_warning_by_path_and_in_a_folder(tmp_path: Path, case: str) -> None:
    """It says what it is and what to do, and nothing about `service`."""
    name, text, line = SERVERLESS[case]
    (tmp_path / "deploy").mkdir()
    path = written(tmp_path, text, name)
    assert find_policies([tmp_path]) == [path]
    (subject,) = subjects_of_file(path, name, Defaults())
    (unknown,) = subject.unknowns
    assert (unknown.severity, unknown.message, unknown.file) == ("warning", MESSAGE, name)
    assert (unknown.line >= line, unknown.remedy.startswith("Run `serverless package`")) == (True, True)
    assert subject.parts == {}


@pytest.mark.parametrize("provider", ["google", "{name: azure}"])
def test_serverless_file_of_another_cloud_is_called_what_it_is_by_path_alone(
    tmp_path: Path, provider: str
) -> None:
    """A folder with one is not reported, since nothing of it is of AWS."""
    path = written(tmp_path, f"service: x\nprovider: {provider}\n", "serverless.yml")
    (subject,) = subjects_of_file(path, path.name, Defaults())
    assert [one.message for one in subject.unknowns] == [MESSAGE]
    written(tmp_path, allow(), "policy.json")
    assert find_policies([tmp_path]) == [tmp_path / "policy.json"]


@pytest.mark.parametrize("text", ["services: {web: {image: x}}\n", "service: x\nname: y\n"])
def test_file_with_other_services_is_not_serverless(tmp_path: Path, text: str) -> None:
    """Neither Compose nor any file with a service is reported."""
    written(tmp_path, text, "compose.yml")
    policy = written(tmp_path, allow(), "policy.json")
    assert find_policies([tmp_path]) == [policy]


@pytest.mark.parametrize("key", ["files: [serverless.yml]", "trust: serverless.yml"])
def test_serverless_file_of_a_subject_is_an_error_of_the_config(tmp_path: Path, key: str) -> None:
    """It says what the file is and what to do."""
    written(tmp_path, SERVICE, "serverless.yml")
    config = written(tmp_path, f"version: 1\nsubjects:\n  - name: s\n    {key}\n", "mfagate.yaml")
    with pytest.raises(ConfigError) as error:
        load_config(config)
    assert f"{MESSAGE}; run `serverless package` and check the CloudFormation template" in str(error.value)


def test_serverless_file_of_inputs_is_a_subject_that_is_left_out(tmp_path: Path) -> None:
    """It is reported in each run."""
    written(tmp_path, SERVICE, "serverless.yml")
    config = load_config(written(tmp_path, "version: 1\ninputs: [serverless.yml]\n", "mfagate.yaml"))
    assert [(one.is_left_out, one.unknowns[0].message) for one in config.subjects] == [(True, MESSAGE)]


def test_serverless_file_beside_named_policies_is_reported(tmp_path: Path) -> None:
    """A config that names its neighbor does not hide it."""
    written(tmp_path, SERVICE, "serverless.yml")
    written(tmp_path, allow(), "policy.json")
    text = "version: 1\nsubjects:\n  - {name: s, files: [policy.json]}\n"
    (finding,) = unnamed_policies(load_config(written(tmp_path, text, "mfagate.yaml")))
    assert (finding.rule, finding.severity) == ("unnamed-policy", "warning")
    assert "names this file: a Serverless Framework file, whose policies mfagate" in finding.message
    assert finding.remedy.startswith("Run `serverless package`")


def test_init_says_what_a_serverless_file_is(tmp_path: Path) -> None:
    """It is in no subject of the proposed config."""
    written(tmp_path, SERVICE, "serverless.yml")
    (unread,) = survey(tmp_path).not_read
    assert (unread.name, unread.form) == ("serverless.yml", "a Serverless Framework file")
    assert unread.remedy.startswith("Run `serverless package`")


@pytest.mark.parametrize("transform", ["AWS::Serverless-2016-10-31", ["AWS::Serverless-2016-10-31"]])
def test_sam_template_is_called_what_it_is(tmp_path: Path, transform: str | list[str]) -> None:
    """It is read as CloudFormation, as before."""
    resources = {"F": {"Type": "AWS::Serverless::Function", "Properties": {"Policies": [allow()]}}}
    path = written(tmp_path, {"Transform": transform, "Resources": resources}, "template.json")
    (held,) = survey(tmp_path).containers
    assert (held.what, held.subjects) == ("an AWS SAM template (read as CloudFormation)", 1)
    (subject,) = subjects_of_file(path, path.name, Defaults())
    assert (subject.principal, len(subject.parts)) == ("role", 1)
