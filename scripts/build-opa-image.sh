#!/usr/bin/env bash
# Builds an OPA image FROM scratch: one static binary, run by a user without rights, and nothing else.
#
#   scripts/build-opa-image.sh TAG [OPA]
#
# TAG is the image's name, such as registry.example/opa:1.22.2; OPA the binary to put in (default: the one that
# scripts/install-tools.sh builds). Needs a Docker daemon and no registry.
set -euo pipefail

fail() {
  printf 'build-opa-image: %s\n' "$*" >&2
  exit 1
}

if [ "$#" -lt 1 ] || [ "$#" -gt 2 ]; then
  fail "usage: scripts/build-opa-image.sh TAG [OPA]"
fi
tag="$1"
opa="${2:-${MFAGATE_TOOLS:-${HOME:-/root}/.cache/mfagate/tools}/opa}"

[ -x "$opa" ] || fail "$opa is no file that can be run; build one with scripts/install-tools.sh opa"
version="$("$opa" version | sed -n 's/^Version: *//p')"
[ -n "$version" ] || fail "$opa is not OPA: \`$opa version\` names no version"

context="$(mktemp -d)"
trap 'rm -rf "$context"' EXIT
install -m 0555 "$opa" "$context/opa"
cat >"$context/Dockerfile" <<DOCKERFILE
FROM scratch
COPY opa /opa
LABEL org.opencontainers.image.version="$version"
USER 65532:65532
ENTRYPOINT ["/opa"]
CMD ["version"]
DOCKERFILE

docker build --quiet --tag "$tag" "$context" >/dev/null
if ! docker run --rm --network none "$tag" version >/dev/null 2>"$context/error"; then
  docker rmi "$tag" >/dev/null
  fail "$tag does not run ($(tr '\n' ' ' <"$context/error")); is $opa linked statically (CGO_ENABLED=0)?"
fi
printf 'build-opa-image: %s holds OPA %s\n' "$tag" "$version" >&2
