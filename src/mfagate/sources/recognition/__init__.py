"""What a policy file is: one bounded walk and one recognizer for `init`, folders and unnamed policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.recognition._folders import Folder, find_policies, folder_contents, search
from mfagate.sources.recognition._walk import FolderWalk

if TYPE_CHECKING:
    from mfagate.sources.recognition._policy_files import PolicyFile as PolicyFile

__all__ = ["Folder", "FolderWalk", "find_policies", "folder_contents", "search"]
