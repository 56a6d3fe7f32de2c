"""A first config for a repository: what policies are there, how they were taken, and what to write.

`survey` looks at the files, `propose` makes subjects of them, `files_for` the texts of what is written, and
`write_new` writes them where nothing is.
"""

from mfagate.scaffold._extras import EXTRAS, NewFile
from mfagate.scaffold._files import files_for
from mfagate.scaffold._pip_requirement import Requirement, own_requirement, requirement_of
from mfagate.scaffold._proposal import Proposal, propose
from mfagate.scaffold._recognition import Container, Found
from mfagate.scaffold._surroundings import TOX_FILE, top_of, tox_elsewhere
from mfagate.scaffold._survey import NotRead, Survey, survey
from mfagate.scaffold._write import write_new

__all__ = [
    "EXTRAS",
    "TOX_FILE",
    "Container",
    "Found",
    "NewFile",
    "NotRead",
    "Proposal",
    "Requirement",
    "Survey",
    "files_for",
    "own_requirement",
    "propose",
    "requirement_of",
    "survey",
    "top_of",
    "tox_elsewhere",
    "write_new",
]
