"""Does automatic differentiation with predefined layers do the job?"""

from .. import figures, statistics
from ..laboratory import Laboratory, Run, accuracies
from ..network import Setup, build
from ..runner import Runner

SETUP = Setup((5,), 0.2)


def run(lab: Laboratory) -> None:
    """2-5-1 sigmoid at learning rate 0.2."""
    notebook = lab.notebook("two-layer", __doc__)
    notebook.enter(network=str(SETUP), weights=SETUP.weights, bias=SETUP.bias)
    first = lab.observed(SETUP, lab.seed, lab.epochs_or(), log=notebook.line)
    accuracy, loss = first.test
    notebook.line(f"[Test] score/loss: {accuracy:.4f}/{loss:.4f}")
    runs = lab.over_seeds(SETUP, lab.epochs_or())
    notebook.table(
        "Scores of the best parameters by validation accuracy",
        ["seed", "best epoch", "validation accuracy", "last train loss",
         "test accuracy", "test loss"],
        [
            [
                lab.seed + index,
                one.history.best_epoch,
                one.history.best_accuracy,
                one.history.epochs[-1].train_loss,
                *one.test,
            ]
            for index, one in enumerate(runs)
        ],
    )
    notebook.run_files(first.history, first.last)
    notebook.figure("fw-acc", figures.curves("2-5-1", {"": first.history}))
    notebook.figure("decision-boundary", _boundary(lab, first))
    scores = accuracies(runs)
    majority = lab.data.test.labels.mean().item()
    majority = max(majority, 1 - majority)
    size = len(lab.data.test.labels)
    better = sum(
        statistics.share(round(score * size), size).low > majority for score in scores
    )
    notebook.verdict(
        "Automatic differentiation and predefined layers learn the two moons.",
        f"better than the constant answer ({majority:.4f}) beyond sampling error in "
        + statistics.share_text(better, lab.seeds),
        statistics.typically(better, lab.seeds),
        lab.seeds,
    )
    _, median, _ = statistics.quartiles(scores)
    book = statistics.share(round(median * size), size)
    notebook.verdict(
        "2-5-1 at learning rate 0.2 scores about 0.84 on the test set.",
        f"median test accuracy {median:.4f}; {size} test examples leave "
        f"{book.low:.3f} to {book.high:.3f} open",
        statistics.exact(book.low <= 0.84 <= book.high),
        lab.seeds,
    )
    notebook.close()


def _boundary(lab: Laboratory, one: Run) -> figures.Figure:
    panels = {}
    for name, state in (("best epoch", one.history.best), ("last epoch", one.last)):
        runner = Runner(build(one.setup, lab.seed), one.setup)
        runner.load_state(state)
        panels[name] = runner.predict
    return figures.boundary("Decision boundary of 2-5-1", lab.data.train, panels)
