"""How fast it is, beside what is aimed at: criteria compiled per second, where the time goes, one screen of a compiled trial, start-up.

Run with `make bench`, or `python benchmarks/run.py FILE.jsonl …` for trials of your own too: one on each line, {"nct", "text"} or a study
JSON. Nothing is asserted: a number depends on the machine, so read the ratios and compare runs on the same one. Every criterion is compiled
afresh each time; those that are identical within one pass count once in time, as in use. Times are this process's own (CPU time), so that
other programs disturb them least.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

from eligibility import Patient, compile_trial, screen
from eligibility.cli.trial_sources import read_trial, sources
from eligibility.compiler import pipeline
from eligibility.errors import TrialError
from eligibility.rules.trial import Trial

ROOT = Path(__file__).parent.parent
ON = date(2026, 11, 1)
SECONDS = 3.0  # how long each measurement repeats
CRITERIA_PER_SECOND = 5_000
STAGES = {
    "text: sections, criteria": ("read_study", "study_criteria", "definitions_in"),
    "tokens, mentions": ("told_by_company", "tokenize"),
    "parse": ("parse",),
    "build": ("_read",),
    "accounting, checks": ("elements_of", "unaccounted", "lost_numbers", "check_rule", "with_loose_limits"),
}
"""Stage → the functions of compiler/pipeline.py that it consists of; none of them calls another of them."""

Compile = Callable[[], Sequence[Trial]]


def main() -> None:
    """Print one line per measurement."""
    paths = [Path(name) for name in sys.argv[1:]]
    began = time.process_time()
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    trials = [compile_trial(text) for text in texts]
    print(f"first compilation of the seeds, with loading grammars and tables: {time.process_time() - began:.2f} s, {_megabytes():.0f} MB\n")
    _compiling("the seeds", lambda: [compile_trial(text) for text in texts])
    for path in paths:
        _compiling(path.name, lambda path=path: list(_trials_of(path)))  # type: ignore[misc]
    _screening(trials)
    imported = _import_seconds()
    _line("import eligibility, s", f"{imported:.3f}", 0.5, 0.5 / imported)
    usable = _import_seconds("from eligibility import screen, load_trial, Patient")
    _line("… and its main names, s", f"{usable:.3f}", 0.5, 0.5 / usable)
    print(f"\nlargest memory of this process: {_megabytes():.0f} MB")


def _trials_of(path: Path) -> Iterator[Trial]:
    """The trials of a file that have criteria, as the command line reads them."""
    for source in sources([path]):
        try:
            yield read_trial(source)
        except TrialError:
            continue


def _compiling(name: str, compile_all: Compile) -> None:
    """Criteria per second, and the share of each stage."""
    trials = compile_all()
    count = sum(1 for trial in trials for _ in trial.walk())
    rate = count / _quickest(lambda: _afresh(compile_all))
    print(f"{name}: {count:,} criteria of {len(trials):,} trials")
    _line("criteria compiled per second", f"{rate:,.0f}", CRITERIA_PER_SECOND, rate / CRITERIA_PER_SECOND)
    with _timed() as seconds:
        # Several passes: the garbage collector's rare full turns would make one stage of a single pass look slow.
        began = time.process_time()
        while (whole := time.process_time() - began) < SECONDS:
            _afresh(compile_all)
    for stage in STAGES:
        print(f"  {stage:36} {seconds[stage] / whole:>10.0%}")
    print(f"  {'the rest: criteria, moving places':36} {1 - sum(seconds.values()) / whole:>10.0%}\n")


def _afresh(compile_all: Compile) -> None:
    """Without what the compiler remembers of criteria it has seen."""
    pipeline.forget_criteria()
    compile_all()


@contextmanager
def _timed() -> Iterator[Mapping[str, float]]:
    """Seconds spent in each stage, within the block."""
    seconds = dict.fromkeys(STAGES, 0.0)
    originals: dict[str, Any] = {name: getattr(pipeline, name) for names in STAGES.values() for name in names}

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def measured(*args: Any) -> Any:
            began = time.process_time()
            try:
                return work(*args)
            finally:
                seconds[stage] += time.process_time() - began

        return measured

    try:
        for stage, names in STAGES.items():
            for name in names:
                setattr(pipeline, name, timed(stage, originals[name]))
        yield seconds
    finally:
        for name, work in originals.items():
            setattr(pipeline, name, work)


def _screening(trials: Sequence[Trial]) -> None:
    """One patient against the largest trial: the aim is 1 ms for 20 criteria."""
    patient = Patient.model_validate_json((ROOT / "examples" / "patients" / "1-eligible.json").read_text("utf-8"))
    largest = max(trials, key=lambda trial: len(trial.criteria))
    one = 1000 * _quickest(lambda: screen(patient, largest, on=ON))
    aim = len(largest.criteria) / 20
    _line(f"one screen of {len(largest.criteria)} criteria, ms", f"{one:.2f}", aim, aim / one)


def _line(what: str, measured: str, aim: float, ratio: float) -> None:
    print(f"{what:38} {measured:>10}   aim {aim:>8,.6g}   {ratio:6.2f} × the aim")


def _quickest(work: Callable[[], object]) -> float:
    """The quickest of several times: what else the machine does only ever adds to them."""
    work()  # warm: the caches of names and units are part of the steady state
    times: list[float] = []
    while sum(times) < SECONDS or len(times) < 3:
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _import_seconds(statement: str = "import eligibility") -> float:
    code = f"import time; began = time.perf_counter()\n{statement}\nprint(time.perf_counter() - began)"
    runs = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    return statistics.median(runs)


def _megabytes() -> float:
    """The most memory that this process has held so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
