"""The profiles that come with the product, read from the package's own TOML files."""

from importlib.resources import files

from lineholder.model.profile import Profile

SHIPPED = (
    "plain_observations",
    "plain_cells",
    "plain_ledger",
    "plain_series",
    "plain_incidents",
    "bandicoot_user",
    "bandicoot_antennas",
    "orange_longitude_first",
    "orange_latitude_first",
)


def shipped() -> tuple[Profile, ...]:
    """Every shipped profile, in the order in which recognition tries them."""
    folder = files("lineholder.ingest") / "profiles"
    return tuple(
        Profile.from_toml((folder / f"{name}.toml").read_text("utf-8")) for name in SHIPPED
    )
