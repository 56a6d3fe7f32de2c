"""`mfagate recommend`: the recommended policy of a profile, ready to save, and its remaining risks."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.cli._options import add_config, config_path
from mfagate.config import displayed, known_profile, load_config
from mfagate.exceptions import UsageError
from mfagate.policy.contents import texts_in
from mfagate.suite.recommended import KINDS, recommended
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from mfagate.config import Config
    from mfagate.parsing import Json
    from mfagate.suite.recommended import Recommended

_DESCRIPTION = """\
Print the recommended policy of a profile as JSON, ready to save. Notes go to stderr: the remaining risks,
the account that was filled in, and with -o the next step.
"""

_EPILOG = """\
exit codes: 0 the policy was printed; 2 no policy for the profile, no account given where it needs one, or
the output file exists

examples:
  mfagate recommend
  mfagate recommend --profile strict --kind trust --account 111122223333 -o policies/trust.json
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `recommend` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "recommend", help="print the recommended policy", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("--profile", metavar="P", help="profile (default: that of the config)")
    parser.add_argument(
        "--kind", choices=KINDS, default="identity", help="kind of policy (default: identity)"
    )
    parser.add_argument("--account", metavar="N", help="your account number (default: that of the config)")
    add_config(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write the policy to a new file")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the policy and, on stderr, what is to be known of it; return 0.

    Raises:
        UsageError: there is no policy, the account is missing or invalid, or the output file exists.

    """
    # The config may already name the file to write, so the files that it names need not exist.
    config = load_config(config_path(args.config), read_subjects=False)
    profiles = config.known_profiles()
    profile = known_profile(args.profile or config.profile, profiles)
    policy = recommended(args.kind, _shipped(profile, profiles))
    account = _account(args.account, config, policy)
    text = policy.filled(account) if account else policy.text
    _write(text, args.output)
    sys.stderr.writelines(f"{line}\n" for line in _notes(policy, account))
    if policy.profile != profile:
        sys.stderr.write(
            f"{profile} extends {policy.profile} and may require more: check the policy under {profile}.\n"
        )
    if args.output is not None:
        sys.stderr.write(f"next: {_next_step(args.kind, Path(args.output), config)}\n")
    return 0


def _next_step(kind: str, path: Path, config: Config) -> str:
    """Return what to do with the new file: mfagate does not combine policies because they share a folder."""
    file = displayed(path)
    if config.path is None:
        return f"run mfagate init, which writes a config with {file}"
    if _names(config.path.parent, config.located.value if config.located else None, path):
        return f"run mfagate check; {displayed(config.path)} already names {file}"
    where = f"in {displayed(config.path)}"
    if kind != "identity":
        key = {"trust": "trust", "ecr": "resource"}[kind]
        return f"add {file} under {key}: of a subject {where}"
    return (
        f"add {file} {where} under files: of the subjects that it is attached to, or under together_with: "
        "next to each; alone it does not affect other policies"
    )


def _names(base: Path, value: Json, path: Path) -> bool:
    """Return whether a config names a file itself, not only by a pattern of `each`."""
    return any(os.path.abspath(base / text) == os.path.abspath(path) for text in texts_in(value))  # noqa: PTH100 - no link is followed, no name is too odd


def _shipped(profile: str, profiles: Mapping[str, Any]) -> str:
    """Return the shipped profile that a profile is or extends; only these have recommended policies.

    Raises:
        UsageError: it extends none.

    """
    lineage = [profile, *profiles[profile].get("extends", [])]
    known = [name for name in lineage if name in shipped_suite()[1]["mfa"]["profiles"]["by_name"]]
    if not known:
        raise UsageError(f"there is no recommended policy for {profile}: it extends no shipped profile")
    return str(known[0])


def _account(given: str | None, config: Config, policy: Recommended) -> str | None:
    """Return the account to fill in; None where the policy names none."""
    if given is not None and not re.fullmatch(r"[0-9]{12}", given):
        raise UsageError(f"--account {given}: expected 12 digits, such as 111122223333")
    if policy.account is None:
        return None
    if given is None and not config.account:
        raise UsageError(
            f"the {policy.kind} policy names an account: give yours with --account N or in mfagate.yaml"
        )
    return given or config.account


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    path = Path(output)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(
            f"{displayed(path)}: already exists and is not overwritten; name another file with -o"
        ) from None
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error


def _notes(policy: Recommended, account: str | None) -> Iterator[str]:
    yield f"{policy.file}, recommended for {policy.profile}. {policy.use}"
    if account:
        yield f"Account {account} is filled in."
    else:
        yield "It names no account, so nothing needs to be filled in."
    yield "Remaining risks:"
    for one in policy.remains:
        yield f"  * {one['risk'].strip()}"
        yield f"    Mitigate: {one['mitigate'].strip()}"
