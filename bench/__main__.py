"""Run the benches: `python -m bench` all, `python -m bench NAME…` some."""

import importlib
import pkgutil
import sys

import bench

PARTS = {
    "attribution_oracle",
    "attribution_pairs",
    "attribution_variants",
    "counties",
    "fit",
    "fit_attribution",
    "ledgers",
    "__main__",
}  # not benches: what they share, and the fit of the weights


def main() -> None:
    """Run each named bench, or all in order of name."""
    known = sorted(m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in PARTS)
    for name in sys.argv[1:] or known:
        if name not in known:
            sys.exit(f"Expected one of the benches {', '.join(known)}; found {name!r}.")
        sys.stdout.write(f"\n== {name}\n")
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
