"""How long the vocabulary takes to load, how much memory it holds, and how long a lookup takes, beside what is aimed at.

Run with `python benchmarks/vocabulary.py`. Each load is measured in a process of its own, in seconds of the processor, of
which the quickest of several runs counts. Nothing is asserted: a number depends on the machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice

from eligibility.reference.observations import find_observation
from eligibility.reference.vocabulary import vocabulary

RUNS = 5
SECONDS, MEGABYTES, MICROSECONDS = 0.3, 80.0, 10.0  # aims
_LOADS = {
    "concepts and their names": "from eligibility.reference.vocabulary import vocabulary; vocabulary()",
    "… and ICD-10-CM codes": "from eligibility.reference.vocabulary import vocabulary; vocabulary().by_code('ICD-10-CM', 'C22.0')",
    "… and the finder of mentions": "from eligibility.reference.vocabulary import vocabulary; vocabulary().by_code('ICD-10-CM', 'C22.0')\n"
    "from eligibility.reference.mentions import mention_finder; mention_finder()",
}
# The resident memory is compared with that of a process that has imported the modules, and loaded nothing.
_PROBE = """
import resource, sys, time, tracemalloc
import eligibility.reference.mentions, eligibility.reference.vocabulary
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.argv[1:] == ["traced"]:
    tracemalloc.start()
began = time.process_time()
{load}
seconds = time.process_time() - began
traced = tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0
print(seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, traced / 1e6)
"""


def main() -> None:
    """Print one line per measurement."""
    print(f"{'':30} {'load, s':>9} {'grown by, MB':>13} {'of objects, MB':>15}   (aims: {SECONDS} s, {MEGABYTES:g} MB)")
    for what, load in _LOADS.items():
        runs = [_run(load) for _ in range(RUNS)]
        seconds, grown = (min(run[i] for run in runs) for i in (0, 1))
        print(f"{what:30} {seconds:9.3f} {grown:13.1f} {_run(load, 'traced')[2]:15.1f}")
    print()
    words = vocabulary()
    names = [name for name, _, _ in islice(words.names(), 0, None, 37)][:2_000]
    ids = list(islice(iter(words), 0, None, 11))[:1_000]
    pairs = list(zip(ids, reversed(ids), strict=True))
    _lookups("lookup of a name", lambda: [words.lookup(name) for name in names], len(names))
    _lookups("find_observation", lambda: [find_observation(name) for name in names], len(names))
    _lookups("by_code", lambda: [words.by_code("ICD-10-CM", code) for code in ("C22.0", "K70.3", "I50.9", "E11.9")], 4)
    _lookups("is_a", lambda: [words.is_a(one, other) for one, other in pairs], len(pairs))
    _lookups("relation", lambda: [words.relation(one, other) for one, other in pairs], len(pairs))


def _run(load: str, *arguments: str) -> tuple[float, ...]:
    command = [sys.executable, "-c", _PROBE.format(load=load), *arguments]
    return tuple(map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()))


def _lookups(what: str, work: Callable[[], object], count: int) -> None:
    """The first time, when nothing is remembered, and again."""
    times = []
    for _ in range(4):
        began = time.perf_counter()
        work()
        times.append(1e6 * (time.perf_counter() - began) / count)
    print(f"{what:30} first {times[0]:7.2f} µs, again {min(times[1:]):6.2f} µs   (aim: {MICROSECONDS:g} µs)")


if __name__ == "__main__":
    main()
