"""Training: one Runner for all experiments."""

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from .data import Dataset, Examples
from .network import MLP, Setup
from .quantities import State, gradient_norms

GRADIENTS_EVERY = 100

Log = Callable[[str], None]
Observer = Callable[[int, MLP], None]


class Epoch(NamedTuple):
    """Train values before the update of the epoch, validation values after."""

    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float


class Score(NamedTuple):
    """Accuracy at p >= 0.5 and mean loss."""

    accuracy: float
    loss: float


class Divergence(NamedTuple):
    """The first value that is not finite."""

    step: int
    tensor: str


@dataclass
class History:
    """What a training leaves behind."""

    epochs: list[Epoch] = field(default_factory=list)
    gradients: dict[int, dict[str, float]] = field(default_factory=dict)
    best_epoch: int = -1
    best_accuracy: float = 0.0
    best: State | None = None
    divergence: Divergence | None = None

    def column(self, name: str) -> list[float]:
        """One value of every epoch."""
        return [getattr(epoch, name) for epoch in self.epochs]


class Runner:
    """Trains, evaluates, predicts, saves and loads a network."""

    def __init__(self, network: MLP, setup: Setup) -> None:
        self.network = network
        self.setup = setup
        self.criterion = nn.BCEWithLogitsLoss()
        self.optimizer = torch.optim.SGD(
            network.parameters(), lr=setup.learning_rate
        )

    def train(
        self,
        data: Dataset,
        epochs: int,
        log: Log | None = None,
        observer: Observer | None = None,
    ) -> History:
        """Full-batch gradient descent, evaluated on both sets every epoch."""
        history = History()
        for epoch in range(epochs):
            logits, loss = self._backward(data.train)
            if epoch % GRADIENTS_EVERY == 0:
                history.gradients[epoch + 1] = gradient_norms(self.network)
                if log:
                    log(f"[Train] epoch: {epoch}/{epochs}, loss: {loss.item()}")
            self._clip()
            self.optimizer.step()
            validation = self.evaluate(data.validation)
            history.epochs.append(
                Epoch(
                    loss.item(),
                    _accuracy(logits, data.train),
                    validation.loss,
                    validation.accuracy,
                )
            )
            if observer:
                observer(epoch + 1, self.network)
            # A weight that is not finite shows in the loss after the update.
            if not math.isfinite(validation.loss):
                history.divergence = Divergence(epoch + 1, self._first_not_finite())
                break
            self._keep_best(history, epoch, validation.accuracy, log)
        return history

    def _backward(self, examples: Examples) -> tuple[torch.Tensor, torch.Tensor]:
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.network(examples.features)
        loss = self.criterion(logits, examples.labels)
        loss.backward()
        return logits.detach(), loss

    def _clip(self) -> None:
        parameters = self.network.parameters()
        if self.setup.clip_value is not None:
            nn.utils.clip_grad_value_(parameters, self.setup.clip_value)
        elif self.setup.clip_norm is not None:
            nn.utils.clip_grad_norm_(parameters, self.setup.clip_norm)

    def _keep_best(
        self, history: History, epoch: int, accuracy: float, log: Log | None
    ) -> None:
        if history.best is not None and accuracy <= history.best_accuracy:
            return
        if log:
            log(
                "[Evaluate] best accuracy has been updated: "
                f"{history.best_accuracy:.5f} --> {accuracy:.5f}"
            )
        history.best_epoch = epoch
        history.best_accuracy = accuracy
        history.best = self.state()

    def _first_not_finite(self) -> str:
        for name, parameter in self.network.named_parameters():
            if not parameter.isfinite().all():
                return name
        return "loss"

    @torch.no_grad()
    def evaluate(self, examples: Examples) -> Score:
        """Scores on a part of the data."""
        logits = self.network(examples.features)
        loss = self.criterion(logits, examples.labels).item()
        return Score(_accuracy(logits, examples), loss)

    @torch.no_grad()
    def predict(self, features: torch.Tensor) -> torch.Tensor:
        """Probabilities (N, 1) of features (N, 2)."""
        return torch.sigmoid(self.network(features))

    def state(self) -> State:
        """A copy of the parameters."""
        return {
            name: value.clone() for name, value in self.network.state_dict().items()
        }

    def load_state(self, state: State) -> None:
        """Puts parameters into the network."""
        self.network.load_state_dict(state)

    def save(self, path: Path) -> None:
        """Saves the parameters."""
        torch.save(self.network.state_dict(), path)

    def load(self, path: Path) -> None:
        """Loads what save wrote."""
        self.load_state(torch.load(path))


def _accuracy(logits: torch.Tensor, examples: Examples) -> float:
    return ((logits >= 0) == examples.truths).float().mean().item()


def write_history(path: Path, history: History) -> None:
    """Writes one row per epoch, 0-based."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["epoch", *Epoch._fields])
        writer.writerows([epoch, *row] for epoch, row in enumerate(history.epochs))


def write_gradients(path: Path, history: History) -> None:
    """Writes the gradient norms at step 1 and then every 100 steps."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["step", "parameter", "gradient_l2"])
        for step, norms in history.gradients.items():
            writer.writerows([step, name, norm] for name, norm in norms.items())
