# mfagate as an image: `docker run --rm --read-only --network none -v "$PWD:/work:ro" mfagate check` (docs/how-to/ci.md).
# `auto` finds no other engine in it than the embedded one; OPA elsewhere is reached with --engine http and OPA_URL.
# Where no registry can be reached, BASE is an image of Python of one's own: scripts/build-python-base.sh makes one.
ARG BASE=python:3.12.12-slim-bookworm
FROM ${BASE} AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/mfagate \
    && /opt/mfagate/bin/pip install --no-cache-dir --disable-pip-version-check . \
    && /opt/mfagate/bin/pip uninstall --yes --quiet pip

FROM ${BASE}
LABEL org.opencontainers.image.title="mfagate" \
      org.opencontainers.image.description="Proves that AWS IAM policies require MFA where they should, and nowhere else." \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/mfagate /opt/mfagate
# Nothing is written, also where the root file system may be: bytecode was compiled when it was installed.
ENV PATH="/opt/mfagate/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["mfagate"]
CMD ["--help"]
