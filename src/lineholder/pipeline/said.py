"""What an officer says in files and words: powers, authorities and layouts, read from their texts."""

from pathlib import Path

from lineholder import ingest as reading
from lineholder.model.errors import BadValue, NotFound
from lineholder.model.profile import Profile
from lineholder.model.source import Power


def power(text: str) -> Power:
    """The power that these words name; "exercise" marks test data."""
    return reading.power(text)


def authority(path: Path) -> Power:
    """The power of an authority file (TOML)."""
    return reading.authority(_text(path, "an authority file"))


def profile(file_or_name: str) -> Profile:
    """The layout of a profile file (TOML), or the shipped layout of that name: for the command line."""
    path = Path(file_or_name)
    if file_or_name not in _shipped() and path.is_file():
        return Profile.from_toml(_text(path, "a profile file"))
    return shipped_profile(file_or_name, "a profile file, or ")


def shipped_profile(name: str, or_else: str = "") -> Profile:
    """The shipped layout of that name, for pages: what comes over the network opens no file."""
    shipped = _shipped()
    if name not in shipped:
        raise NotFound(
            f"Expected {or_else}one of the layouts {', '.join(sorted(shipped))}; found {name!r}."
        )
    return shipped[name]


def _shipped() -> dict[str, Profile]:
    return {known.name: known for known in reading.shipped()}


def _text(path: Path, what: str) -> str:
    if not path.is_file():
        raise NotFound(f"Expected {what} at {path}; found nothing there.")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(
            f"Expected {what} in UTF-8 at {path}; found the byte {error.object[error.start]:#04x} at "
            f"position {error.start}. Save it as UTF-8."
        ) from None
