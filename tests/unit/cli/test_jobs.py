"""Work spread over processes: its order, and how much of it is taken ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eligibility.cli.jobs import in_order


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    assert list(in_order(abs, range(-9, 1), jobs)) == list(range(9, -1, -1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do(jobs: int) -> None:
    assert list(in_order(abs, [], jobs)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_reaches_the_caller_in_its_place(jobs: int) -> None:
    results = in_order(len, [[1], 2, [3]], jobs)  # type: ignore[list-item]
    assert next(results) == 1
    with pytest.raises(TypeError, match="object of type 'int' has no len"):
        next(results)


@pytest.mark.parametrize(("jobs", "ahead"), [(1, 1), (2, 4)])
def test_the_rest_of_the_work_stays_unread(jobs: int, ahead: int) -> None:
    taken = []

    def pieces() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    results = in_order(abs, pieces(), jobs)
    next(results)
    assert len(taken) == ahead
    results.close()  # type: ignore[attr-defined]  # a generator
