"""The experiments, by their ids, in the order of the book."""

from collections.abc import Callable

from ..laboratory import Laboratory
from . import (
    autograd_vs_manual,
    dead_relu,
    exploding_gradient,
    initializers,
    search_by_hand,
    three_layer,
    two_layer,
    vanishing_gradient,
    zero_init,
)

ALL: dict[str, Callable[[Laboratory], None]] = {
    "two-layer": two_layer.run,
    "three-layer": three_layer.run,
    "search-by-hand": search_by_hand.run,
    "autograd-vs-manual": autograd_vs_manual.run,
    "zero-init": zero_init.run,
    "initializers": initializers.run,
    "vanishing-gradient": vanishing_gradient.run,
    "dead-relu": dead_relu.run,
    "exploding-gradient": exploding_gradient.run,
}
