"""The policy documents of a plan or a state: as they are written, or from what they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mfagate.parsing import Located, Positions
from mfagate.sources.formats._aws_managed import managed
from mfagate.sources.formats.containers import text_of
from mfagate.sources.formats.drafts import Drafts, as_inline, traced
from mfagate.sources.formats.terraform._sources import DATA, JSON, REMEDY, Sources
from mfagate.sources.inventory import note, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic, Severity
    from mfagate.policy.documents import Document, Kind
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.inventory import Inventory

_POLICY = "aws_iam_policy"
_ARN = ("arn", "id")
_AS_IT_STANDS = ": it is judged as REF, its only reference, without any functions around it"
_CHANGED = ", but REF, its only reference, is known now; it may be changed, so it cannot be judged"


@dataclass
class Documents:
    """Takes documents into a inventory; `after` is what the plan marks as known after apply, by address."""

    container: Container
    inventory: Inventory
    references: References
    after: Mapping[str, Mapping[str, Json]]
    _of_arn: dict[str, str] = field(default_factory=dict)
    _of_block: dict[str, str] = field(default_factory=dict)
    _read_before: dict[str, Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no document."""
        self._drafts = Drafts(self.container)
        self._sources = Sources(self.references, self._drafts.unknown_values, self.after)

    def read_before(self, block: Block) -> None:
        """Keep in mind a policy that a data source tells; it counts where it is attached."""
        arn = text_of(block.values.get("arn"))
        if arn and text_of(block.values.get("policy")):
            self._read_before[arn] = block

    def take(self, block: Block, argument: str, kind: Kind) -> str:
        """Take the policy in that an argument of a resource is, and return its name."""
        name = self.add(block, (argument,), printable(block.address, "?"), kind)
        self._of_block[block.address] = name
        arn = text_of(block.values.get("arn"))
        if arn and block.type == _POLICY:
            self._of_arn[arn] = name
        return name

    def add(
        self, block: Block, inner: tuple[str | int, ...], name: str, kind: Kind, expression: Json = None
    ) -> str:
        """Take a document in from a place within a block's values; `expression` is what is written there."""
        document = self._document(block, inner, name, kind, expression)
        is_inline = kind == "identity" and block.type != _POLICY
        return self.inventory.add(as_inline(document) if is_inline else document)

    def _document(
        self, block: Block, inner: tuple[str | int, ...], name: str, kind: Kind, expression: Json
    ) -> Document:
        path: Path = (*block.path, *inner)
        if self.container.get(path) is not None:
            return self._drafts.at(path, name, kind)
        source = self.references.resolve(block, str(inner[0]), DATA, JSON, expression).only
        if source is None:
            return self._drafts.unknown((self.late(block, _argument_text(inner)),), name, kind)
        if isinstance(source.values.get("json"), str):
            changed = self._by_reference("error", block, _argument_text(inner), source, _CHANGED)
            return self._drafts.unknown((changed,), name, kind)
        value, origins = self._sources.document(source)
        places = {target: self.container.offset(path) for target, path in origins.items()}
        located = Located(value, Positions(self.container.lines, places))
        found = self._drafts.drafted(located, name, kind, written=lambda target: traced(target, origins))
        as_it_stands = self._by_reference("warning", block, _argument_text(inner), source, _AS_IT_STANDS)
        return replace(found, unknowns=(*found.unknowns, as_it_stands))

    def _by_reference(
        self, severity: Severity, block: Block, what: str, source: Block, suffix: str
    ) -> Diagnostic:
        """Return what is to be said of a document that refers to another one alone, `REF` in what is said."""
        reason = suffix.replace("REF", printable(source.address, "?"))
        message = f"{what} of {printable(block.address, '?')} is known after apply{reason}"
        return self.unknown(severity, message, REMEDY, block.path)

    def late(self, block: Block, what: str, path: Path | None = None) -> Diagnostic:
        """Return what is to be said of a document that is known only after apply."""
        message = f"{what} of {printable(block.address, '?')} is known after apply, so this cannot be judged"
        return self.unknown("error", message, REMEDY, path or block.path)

    def unknown(self, severity: Severity, message: str, remedy: str, path: Path) -> Diagnostic:
        """Return something that the file does not tell, with its place."""
        return note(self.container, path, severity, message, remedy)

    def of(self, block: Block | None) -> str | None:
        """Return the name of the document that a resource or data source is; None where it is none."""
        if block is None:
            return None
        if block.mode == "data":
            return self.by_arn(text_of(block.values.get("arn")), block.path)
        return self._of_block.get(block.address)

    def by_arn(self, arn: str, path: Path) -> str | None:
        """Return the name of the policy of an ARN; None where its document is not in the file."""
        if arn not in self._of_arn:
            block = self._read_before.get(arn)
            document = managed(arn, self.container, path)
            if block is not None:
                name = f"policy/{printable(arn.rsplit('/', 1)[-1], '?')}"
                self._of_arn[arn] = self.add(block, ("policy",), name, "identity")
            elif document is not None:
                self._of_arn[arn] = self.inventory.add(document)
            else:
                return None
        return self._of_arn[arn]

    def referred(self, block: Block, argument: str) -> str | None:
        """Return the name of the policy whose ARN an argument is, where it can be no other."""
        return self.of(self.references.resolve(block, argument, _POLICY, _ARN).awaited)


def _argument_text(inner: tuple[str | int, ...]) -> str:
    first, *rest = inner
    return str(first) + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in rest)
