"""What is raised for a file that cannot be read as a source."""

from __future__ import annotations

from sourcecheck.errors import SourcecheckError


class Unreadable(SourcecheckError):
    """One file is not read; the message is the reason in words and says what to do.

    `read.dossier` turns it into a Refusal, so that the other files are read all the same.
    """
