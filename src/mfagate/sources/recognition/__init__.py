"""What a policy file is: one bounded walk and one recognizer for `init`, folders and unnamed policies."""

from mfagate.sources.recognition._walk import FolderWalk
from mfagate.sources.recognition.folders import Folder, find_policies, folder_contents
from mfagate.sources.recognition.policy_files import PolicyFile, recognize

__all__ = ["Folder", "FolderWalk", "PolicyFile", "find_policies", "folder_contents", "recognize"]
