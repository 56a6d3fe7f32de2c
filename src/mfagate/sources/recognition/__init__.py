"""What a policy file is: one bounded walk and one recognizer for `init`, folders and unnamed policies."""

from mfagate.sources.recognition._folders import Folder, find_policies, folder_contents
from mfagate.sources.recognition._policy_files import PolicyFile, recognize
from mfagate.sources.recognition._walk import FolderWalk

__all__ = ["Folder", "FolderWalk", "PolicyFile", "find_policies", "folder_contents", "recognize"]
