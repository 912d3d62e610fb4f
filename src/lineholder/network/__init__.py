"""Who is likely in command of a network, and whose removal breaks it. Streams and tables stay outside."""

from lineholder.network.rank import rank
from lineholder.network.read import read
from lineholder.network.targets import targets

__all__ = ["rank", "read", "targets"]
