"""Tables, verdicts and the notebook that an experiment writes."""

import json
import math
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from matplotlib.figure import Figure

from . import figures
from .runner import History, write_gradients, write_history

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]


def cell_text(cell: Cell) -> str:
    """Exact 0 as 0, small and large numbers with an exponent."""
    if not isinstance(cell, float):
        return str(cell)
    if cell == 0 or not math.isfinite(cell):
        return f"{cell:g}"
    return f"{cell:.5f}" if 1e-3 <= abs(cell) < 1e6 else f"{cell:.2e}"


def table_text(title: str, columns: Sequence[str], rows: Rows) -> str:
    """An aligned table, numbers to the right."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *texts)]
    right = [not isinstance(cell, str) for cell in rows[0]]
    lines = [
        "  ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right)
        ).rstrip()
        for row in (columns, ["-" * width for width in widths], *texts)
    ]
    return "\n".join([title, *lines])


class Notebook:
    """Prints and keeps what an experiment finds; closes with result.json."""

    def __init__(
        self, experiment: str, question: str, folder: Path, quiet: bool
    ) -> None:
        self.folder = folder
        self.quiet = quiet
        self.start = time.perf_counter()
        self.result = {
            "id": experiment,
            "question": question,
            "configuration": {},
            "tables": [],
            "verdicts": [],
            "figures": [],
        }
        folder.mkdir(parents=True, exist_ok=True)
        self.line(f"\n== {experiment}\n{question}")

    def line(self, text: str) -> None:
        """Prints a line."""
        if not self.quiet:
            print(text, flush=True)

    def enter(self, **configuration: object) -> None:
        """Keeps and prints a part of the set-up."""
        self.result["configuration"].update(configuration)
        for name, value in configuration.items():
            self.line(f"  {name}: {value}")

    def table(self, title: str, columns: Sequence[str], rows: Rows) -> None:
        """Keeps and prints a table."""
        self.result["tables"].append({"title": title, "columns": columns, "rows": rows})
        self.line("\n" + table_text(title, columns, rows))

    def verdict(self, claim: str, measured: str, word: str, seeds: int) -> None:
        """Keeps and prints what the numbers say about a claim."""
        self.result["verdicts"].append(
            {"claim": claim, "measured": measured, "word": word, "seeds": seeds}
        )
        plural = "seed" if seeds == 1 else "seeds"
        self.line(f"{word:9}  {claim}")
        self.line(f"           measured: {measured} ({seeds} {plural})")

    def figure(self, name: str, figure: Figure) -> None:
        """Writes a figure as SVG, PDF and PNG."""
        figures.write(self.folder, name, figure)
        self.result["figures"].append(name)

    def run_files(self, history: History, last: dict[str, torch.Tensor]) -> None:
        """Writes history, gradient norms, best and last parameters of a run."""
        write_history(self.folder / "history.csv", history)
        write_gradients(self.folder / "gradients.csv", history)
        if history.best is not None:
            torch.save(history.best, self.folder / "best.pt")
        torch.save(last, self.folder / "last.pt")

    def close(self) -> None:
        """Writes result.json and says where."""
        seconds = time.perf_counter() - self.start
        self.result["seconds"] = seconds
        text = json.dumps(self.result, indent=2)
        (self.folder / "result.json").write_text(text + "\n", encoding="utf-8")
        self.line(f"written to {self.folder} in {seconds:.1f} s")
