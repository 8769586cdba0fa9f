"""Which network is best?"""

from .. import figures, statistics
from ..laboratory import Laboratory, accuracies
from ..network import Setup
from ..report import Notebook

WALK = tuple(
    Setup(hidden, rate)
    for hidden, rate in (
        ((5,), 0.2),
        ((4,), 0.2),
        ((3,), 0.2),
        ((2,), 0.2),
        ((5, 3), 0.2),
        ((2,), 2.0),
        ((2,), 3.0),
        ((5,), 2.0),
        ((5,), 5.0),
        ((5, 3), 1.0),
        ((5, 3), 3.0),
    )
)


def by_rule_of_thumb(setup: Setup) -> bool:
    """Whether one of the three rules allows the network.

    For two inputs and one output they say: between input and output size, 1
    to 2; two thirds of input plus output, 2; fewer than twice the input, 3 at
    most.
    """
    return len(setup.hidden) == 1 and setup.hidden[0] <= 3


def run(lab: Laboratory) -> None:
    """The walk over widths and learning rates, each over all seeds."""
    notebook = lab.notebook("search-by-hand", __doc__)
    notebook.enter(good=f"test accuracy >= {statistics.GOOD}")
    runs = {setup: lab.over_seeds(setup, lab.epochs_or()) for setup in WALK}
    scores = {setup: accuracies(of_setup) for setup, of_setup in runs.items()}
    good = {setup: statistics.successes(sample) for setup, sample in scores.items()}
    notebook.table(
        "Test accuracy over seeds: share that is good, with its 95 % interval",
        ["network", "rule of thumb", "good", "from", "to", "quartile 1", "median",
         "quartile 3"],
        [
            [
                str(setup),
                "yes" if by_rule_of_thumb(setup) else "no",
                f"{good[setup]} of {lab.seeds}",
                *statistics.share(good[setup], lab.seeds)[1:],
                *statistics.quartiles(scores[setup]),
            ]
            for setup in WALK
        ],
    )
    notebook.figure(
        "scores",
        figures.dots(
            "Test accuracy by seed", {str(setup): scores[setup] for setup in WALK}
        ),
    )
    best = max(WALK, key=good.__getitem__)
    notebook.run_files(runs[best][0].history, runs[best][0].last)
    fast = Setup((5,), 5.0)
    notebook.verdict(
        "2-5-1 at learning rate 5 gives a test score near 0.99.",
        "good in " + statistics.share_text(good[fast], lab.seeds),
        "corrected"
        if good[fast] < lab.seeds
        else statistics.typically(good[fast], lab.seeds),
        lab.seeds,
    )
    other = max((setup for setup in WALK if setup != fast), key=good.__getitem__)
    _compare(
        lab,
        notebook,
        "The best network is 2-5-1 at learning rate 5.",
        good,
        fast,
        other,
    )
    within = max(filter(by_rule_of_thumb, WALK), key=good.__getitem__)
    beyond = max(
        (setup for setup in WALK if not by_rule_of_thumb(setup)), key=good.__getitem__
    )
    _compare(
        lab,
        notebook,
        "The rules of thumb find a network as good as any.",
        good,
        within,
        beyond,
    )
    slow = Setup((5,), 0.2)
    difference = statistics.paired_difference(scores[slow], scores[fast])
    notebook.verdict(
        "For 2-5-1 learning rate 5 is better than 0.2.",
        "paired difference of test accuracy " + statistics.difference_text(difference),
        statistics.above(difference, 0),
        lab.seeds,
    )
    notebook.close()


def _compare(
    lab: Laboratory,
    notebook: Notebook,
    claim: str,
    good: dict[Setup, int],
    first: Setup,
    second: Setup,
) -> None:
    """Confirmed or corrected only if the intervals of both lie apart."""
    one = statistics.share(good[first], lab.seeds)
    two = statistics.share(good[second], lab.seeds)
    limit = two.high if one.low > two.high else two.low
    notebook.verdict(
        claim,
        f"{first}: {statistics.share_text(good[first], lab.seeds)}; "
        f"{second}: {statistics.share_text(good[second], lab.seeds)}",
        statistics.above(one, limit),
        lab.seeds,
    )
