"""`mfagate recommend`: the recommended policy of a profile, ready to save, and what it leaves open."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.cli.options import config_path
from mfagate.config import displayed, known_profile, load_config
from mfagate.exceptions import UsageError
from mfagate.policy.contents import texts_in
from mfagate.suite.recommended import KINDS, recommended
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from mfagate.config import Config
    from mfagate.parsing import Json
    from mfagate.suite.recommended import Recommended

_DESCRIPTION = """\
Print the policy that is recommended for a profile, as JSON that can be saved as it is. What it leaves open,
what was filled in, and with -o the next step, is told on stderr.
"""

_EPILOG = """\
exit codes: 0 the policy was printed; 2 there is none for the profile, it needs an account, or the file exists

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
    parser.add_argument("--profile", metavar="P", help="for which profile (default: the config's)")
    parser.add_argument("--kind", choices=KINDS, default="identity", help="(default: identity)")
    parser.add_argument("--account", metavar="N", help="your account (default: the config's)")
    parser.add_argument("-c", "--config", metavar="FILE", help="the config (default: the nearest)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there; an existing file is kept")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the policy and, on stderr, what is to be known of it; return 0.

    Raises:
        UsageError: there is none, an account is missing or is none, or the output exists.

    """
    # The file to write may be one that the config names already, so nothing that it names has to be there.
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
            f"{profile} extends {policy.profile} and may ask for more: check the policy under it.\n"
        )
    if args.output is not None:
        sys.stderr.write(f"next: {_next_step(args.kind, Path(args.output), config)}\n")
    return 0


def _next_step(kind: str, path: Path, config: Config) -> str:
    """Say how the file that was written counts: a policy in a folder changes nothing for the others."""
    file = displayed(path)
    if config.path is None:
        return f"mfagate init writes a config that names {file}"
    if _names(config.path.parent, config.located.value if config.located else None, path):
        return f"mfagate check; {displayed(config.path)} names {file} already"
    where = f"in {displayed(config.path)}"
    if kind != "identity":
        key = {"trust": "trust", "ecr": "resource"}[kind]
        return f"name {file} {where}, under {key}: of a subject"
    return (
        f"name {file} {where} beside the policies of the users that it is attached to, under files: of their "
        f"subjects, or together_with: of each; by itself it changes nothing for the others"
    )


def _names(base: Path, value: Json, path: Path) -> bool:
    """Tell whether a config names a file itself; what a pattern of `each` takes is another subject."""
    return any(os.path.abspath(base / text) == os.path.abspath(path) for text in texts_in(value))  # noqa: PTH100 - no link is followed, no name is too odd


def _shipped(profile: str, profiles: Mapping[str, Any]) -> str:
    """Return the shipped profile that a profile is or extends: policies are recommended for these.

    Raises:
        UsageError: it extends none.

    """
    lineage = [profile, *profiles[profile].get("extends", [])]
    known = [name for name in lineage if name in shipped_suite()[1]["mfa"]["profiles"]]
    if not known:
        raise UsageError(f"no policy is recommended for {profile}: it extends no shipped profile")
    return str(known[0])


def _account(given: str | None, config: Config, policy: Recommended) -> str | None:
    """Return the account to fill in; None where the policy names none."""
    if given is not None and not re.fullmatch(r"[0-9]{12}", given):
        raise UsageError(f"--account {given}: expected the 12 digits of an account, such as 111122223333")
    if policy.account is None:
        return None
    if given is None and not config.account:
        raise UsageError(
            f"the {policy.kind} policy names an account; say yours with --account N, or in mfagate.yaml"
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
            f"{displayed(path)}: exists already; it is not overwritten: name another file with -o"
        ) from None
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error


def _notes(policy: Recommended, account: str | None) -> Iterator[str]:
    yield f"{policy.file}, recommended for {policy.profile}. {policy.use}"
    if account:
        yield f"The account {account} was filled in."
    else:
        yield "It names no account and has no placeholder to fill."
    yield "What remains:"
    for one in policy.remains:
        yield f"  * {one['risk'].strip()}"
        yield f"    Mitigate: {one['mitigate'].strip()}"
