#!/usr/bin/env bash
# Builds the Go tools that the tests use, `opa`, `regal` and `conftest`, into one folder, and prints that folder.
#
#   scripts/install-tools.sh            all of them
#   scripts/install-tools.sh opa        only OPA
#
# MFAGATE_TOOLS names the folder (default: ~/.cache/mfagate/tools). A tool that is there already, in the
# right version, is not built again. Needs Go; everything comes through the Go module proxy that Go is set up for.
set -euo pipefail

OPA_VERSION=v1.22.2
REGAL_VERSION=v0.42.0
CONFTEST_VERSION=v0.71.1

tools="${MFAGATE_TOOLS:-${HOME:-/root}/.cache/mfagate/tools}"

say() { printf 'install-tools: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# is_there NAME STAMP: true when the tool is installed, runs, and was built as the stamp says.
is_there() {
  local asked=version
  [ "$1" != conftest ] || asked=--version
  [ -x "$tools/$1" ] && [ "$(cat "$tools/$1.stamp" 2>/dev/null)" = "$2" ] && "$tools/$1" "$asked" >/dev/null 2>&1
}

# put FILE NAME STAMP: moves a finished build in place, so that nobody ever runs half a file.
put() {
  mv -f "$1" "$tools/$2"
  printf '%s\n' "$3" >"$tools/$2.stamp"
}

# Without cgo the binary is static, which is what an image FROM scratch needs.
build_opa() {
  GOBIN="$work/bin" CGO_ENABLED=0 go install -trimpath -ldflags '-s -w' \
    "github.com/open-policy-agent/opa@$OPA_VERSION"
  put "$work/bin/opa" opa "$1"
}

# Regal is built as a dependency of an empty module: its own module file holds
# directives that `go install …@version` refuses.
build_regal() {
  mkdir -p "$work/regal"
  (
    cd "$work/regal"
    go mod init tools >/dev/null 2>&1
    GOFLAGS=-mod=mod go mod edit -require "github.com/open-policy-agent/regal@$REGAL_VERSION"
    GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath \
      -ldflags "-s -w -X github.com/open-policy-agent/regal/pkg/version.Version=${REGAL_VERSION#v}" \
      -o "$work/regal/regal.built" github.com/open-policy-agent/regal
  )
  put "$work/regal/regal.built" regal "$1"
}

build_conftest() {
  GOBIN="$work/bin" CGO_ENABLED=0 go install -trimpath \
    -ldflags "-s -w -X github.com/open-policy-agent/conftest/internal/version.Version=${CONFTEST_VERSION#v}" \
    "github.com/open-policy-agent/conftest@$CONFTEST_VERSION"
  put "$work/bin/conftest" conftest "$1"
}

install_tool() {
  local name="$1" stamp="$1 $2 static"
  if is_there "$name" "$stamp"; then
    say "$name $2 is there"
    return
  fi
  command -v go >/dev/null || fail "go is not on PATH, and $name $2 is not in $tools; install Go, then run this again"
  say "building $name $2 (minutes, the first time)"
  "build_$name" "$stamp"
}

mkdir -p "$tools"
work="$(mktemp -d "$tools/.build.XXXXXX")"
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT

[ "$#" -gt 0 ] || set -- opa regal conftest
for name in "$@"; do
  case "$name" in
    opa) install_tool opa "$OPA_VERSION" ;;
    regal) install_tool regal "$REGAL_VERSION" ;;
    conftest) install_tool conftest "$CONFTEST_VERSION" ;;
    *) fail "there is no tool '$name'; choose opa, regal or conftest" ;;
  esac
done
printf '%s\n' "$tools"
