"""Everything that the product refuses, as one tree.

LineholderError          a sentence for a person: what was expected, what was found, what to do
├── Refused              the input or the move is not accepted (exit 1)
│   ├── BadValue         a model constructor was given a value that it cannot hold
│   ├── Unrecognised     no format or profile fits the file
│   └── AtFormatLimit    the file ends exactly where its format cuts files off
├── NotFound             nothing here by that name (exit 1)
├── Denied               the actor may not do this in this scope (exit 1); audited before it is raised
├── NoData               the question needs records and the workspace has none (exit 1)
├── Cancelled            a person stopped the job; nothing was kept half done
└── Damaged              stored bytes, rows or chain links are not what was committed
"""


class LineholderError(Exception):
    """A sentence for a person: what was expected, what was found, and what to do."""


class Refused(LineholderError):
    """The input or the move is not accepted."""


class BadValue(Refused):
    """A model constructor was given a value that it cannot hold."""


class Unrecognised(Refused):
    """No format or profile fits the file."""


class AtFormatLimit(Refused):
    """The file ends exactly where its format cuts files off, so rows are probably missing."""


class NotFound(LineholderError):
    """Nothing here by that name."""


class Denied(LineholderError):
    """The actor may not do this in this scope. Audited before it is raised."""


class NoData(LineholderError):
    """The question needs records and the workspace has none."""


class Cancelled(LineholderError):
    """A person stopped the job; nothing was kept half done."""


class Damaged(LineholderError):
    """Stored bytes, rows or chain links are not what was committed."""
