"""What an officer says in files and words: powers, authorities and layouts, read from their texts."""

from pathlib import Path

from lineholder import ingest as reading
from lineholder.model.errors import NotFound
from lineholder.model.profile import Profile
from lineholder.model.source import Power


def power(text: str) -> Power:
    """The power that these words name; "exercise" marks test data."""
    return reading.power(text)


def authority(path: Path) -> Power:
    """The power of an authority file (TOML)."""
    return reading.authority(_text(path, "an authority file"))


def profile(file_or_name: str) -> Profile:
    """The layout of a profile file (TOML), or the shipped layout of that name."""
    shipped = {known.name: known for known in reading.shipped()}
    if file_or_name in shipped:
        return shipped[file_or_name]
    path = Path(file_or_name)
    if not path.is_file():
        raise NotFound(
            f"Expected a profile file, or one of the layouts {', '.join(sorted(shipped))}; "
            f"found {file_or_name!r}."
        )
    return Profile.from_toml(path.read_text("utf-8"))


def _text(path: Path, what: str) -> str:
    if not path.is_file():
        raise NotFound(f"Expected {what} at {path}; found nothing there.")
    return path.read_text("utf-8")
