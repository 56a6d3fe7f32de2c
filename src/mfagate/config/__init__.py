"""`mfagate.yaml`: subjects, profiles, scenarios and assumptions of a repository."""

from mfagate.config._load import load_config
from mfagate.config._model import Config
from mfagate.config._names import known_profile
from mfagate.config._paths import FILE_NAME, find_config
from mfagate.config._selection import selected_subjects
from mfagate.config._subjects import defaults_of, subjects_of_file
from mfagate.parsing.files import displayed

__all__ = [
    "FILE_NAME",
    "Config",
    "defaults_of",
    "displayed",
    "find_config",
    "known_profile",
    "load_config",
    "selected_subjects",
    "subjects_of_file",
]
