"""Three families of one author: the same people and firms, three mechanisms, one stream of draws.

Taken over from somebody who had not seen the detectors; its habits are not tuned. The families are
`synth.called`, `synth.texted` and `synth.polled`, named after how orders reach the workers. Left out
on purpose: brands, suppliers, arrests, papers.
"""

from lineholder.synth.dispatch.county import make
from lineholder.synth.dispatch.variant import (
    Mechanics,
    Network,
    Selling,
    Shops,
    Social,
    Town,
    Variant,
)

__all__ = ["Mechanics", "Network", "Selling", "Shops", "Social", "Town", "Variant", "make"]
