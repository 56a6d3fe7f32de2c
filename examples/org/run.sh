#!/bin/sh
# Plays the platform team and a team against each other: builds mfagate and the platform's suite as wheels, lets the team's
# tox install them, and has three pull requests judged. Ends with 0 when each came out as it should.
#
#   examples/org/run.sh [FOLDER]      FOLDER is worked in, and kept; without one a temporary folder is used
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-}
if [ -z "$work" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(cd "$work" && pwd)

echo "== the platform team releases its suite"
python3 -m venv "$work/tools"
"$work/tools/bin/pip" install -q tox
"$work/tools/bin/pip" wheel -q --no-deps -w "$work/dist" "$here/../.." "$here/platform"
ls "$work/dist"

# Where a team would have the company's own index, it has a folder of wheels here.
PIP_FIND_LINKS="$work/dist"
export PIP_FIND_LINKS
rm -rf "$work/team"
cp -r "$here/team" "$work/team"
cd "$work/team"

# gate NAME CODE [TEXT]: what a merge waits for; it has to end with CODE and say TEXT.
gate() {
    echo "== $1: the gate should end with $2"
    code=0
    "$work/tools/bin/tox" -q -e gate -- ${ENGINE:+--engine "$ENGINE"} >"$work/$1.log" 2>&1 || code=$?
    if [ "$code" != "$2" ]; then
        cat "$work/$1.log"
        echo "$1 ended with $code, and should with $2" >&2
        exit 1
    fi
    if ! grep -F -- "${3:-PASSED:}" "$work/$1.log"; then
        cat "$work/$1.log"
        echo "$1 does not say ${3:-PASSED:}" >&2
        exit 1
    fi
}

# pull_request NAME CODE [TEXT]: the same, with a patch applied.
pull_request() {
    git apply "$here/pull-requests/$1.patch"
    gate "$@"
    git apply -R "$here/pull-requests/$1.patch"
}

gate main 0
pull_request more-reads 0
pull_request one-word 1 "[identity-open-without-mfa]"
pull_request makes-users 1 "[acme-no-new-users]"
echo "== all came out as they should"
