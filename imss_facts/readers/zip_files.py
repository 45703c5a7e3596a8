"""What is true of all zip files, archives of bulletins and Word documents alike."""

import zipfile
import zlib

ENCRYPTED = 0x1  # flag of a member
BROKEN = (  # what the standard library raises on files that are broken, or made to break it
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip
