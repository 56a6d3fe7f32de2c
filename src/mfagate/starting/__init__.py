"""A first config for a repository: what policies are there, how they were taken, and what to write.

`survey` looks at the files, `propose` makes subjects of them, `files_for` the texts of what is written, and
`write_new` writes them where nothing is.
"""

from mfagate.starting._files import EXTRAS, NewFile, files_for
from mfagate.starting._propose import Proposal, propose
from mfagate.starting._recognise import Found
from mfagate.starting._survey import Survey, survey
from mfagate.starting._write import write_new

__all__ = [
    "EXTRAS",
    "Found",
    "NewFile",
    "Proposal",
    "Survey",
    "files_for",
    "propose",
    "survey",
    "write_new",
]
