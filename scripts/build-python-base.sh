#!/usr/bin/env bash
# Builds an image of Debian's Python, where no registry can be reached: a base for the Dockerfile of mfagate.
#
#   scripts/build-python-base.sh TAG
#   docker build --build-arg BASE=TAG .
#
# Needs root, debootstrap (Debian's), a mirror of Debian's packages and a Docker daemon. What was fetched is kept
# in MFAGATE_TOOLS (default ~/.cache/mfagate/tools), so that a second run fetches nothing.
set -euo pipefail

fail() {
  printf 'build-python-base: %s\n' "$*" >&2
  exit 1
}

[ "$#" -eq 1 ] || fail "usage: scripts/build-python-base.sh TAG"
command -v debootstrap >/dev/null || fail "debootstrap is missing; apt-get install debootstrap"
[ "$(id -u)" -eq 0 ] || fail "debootstrap needs root"

suite=bookworm
packages=python3,python3-venv,ca-certificates
kept="${MFAGATE_TOOLS:-${HOME:-/root}/.cache/mfagate/tools}/python-base-$suite.tar.gz"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if [ ! -s "$kept" ]; then
  debootstrap --variant=minbase --include="$packages" "$suite" "$work/root" >"$work/log" 2>&1 ||
    fail "debootstrap failed: $(tail -n 3 "$work/log" | tr '\n' ' ')"
  ln -s python3 "$work/root/usr/bin/python"
  rm -rf "$work/root/var/cache/apt/archives" "$work/root/var/lib/apt/lists"
  mkdir -p "$(dirname "$kept")"
  tar -C "$work/root" -czf "$work/base.tar.gz" .
  mv "$work/base.tar.gz" "$kept"
fi

# The certificates that this machine trusts: a mirror behind a company's proxy has one of its own.
mkdir "$work/context"
cp "$kept" "$work/context/base.tar.gz"
cp /etc/ssl/certs/ca-certificates.crt "$work/context/"
cat >"$work/context/Dockerfile" <<'DOCKERFILE'
FROM scratch
ADD base.tar.gz /
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
CMD ["python"]
DOCKERFILE
docker build --quiet --tag "$1" "$work/context" >/dev/null
docker run --rm --network none "$1" python --version
