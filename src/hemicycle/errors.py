"""Every error Hemicycle raises on purpose. Catch `HemicycleError` to catch them all.

    HemicycleError
    ├── UsageError            the call itself is wrong (exit status 2)
    │   ├── ProjectError      no project here, or one that cannot be opened
    │   └── CodebookError     codebook.toml cannot be read or contradicts itself
    ├── DocumentError         one document cannot be used; the run goes on
    └── StoreError            the database cannot be read or written; the run stops

A message says what happened, to which document or file, and what to try next.
Trouble that does not stop a document is not an error but a `records.Issue`.
"""


class HemicycleError(Exception):
    """Base of all deliberate errors."""


class UsageError(HemicycleError):
    """The request cannot be carried out as it was made."""


class ProjectError(UsageError):
    """The project folder is missing, incomplete or cannot be opened."""


class CodebookError(UsageError):
    """The codebook cannot be read."""


class DocumentError(HemicycleError):
    """One document cannot be used. `document` is its name as the user knows it."""

    def __init__(self, document: str, message: str) -> None:
        super().__init__(f"{document}: {message}")
        self.document = document
        self.message = message


class StoreError(HemicycleError):
    """The database cannot be read or written."""
