"""Golden values of the oracles in hindsight, by scipy's HiGHS and by plain search. Writes oracles.json beside this file.

python3 -m pip install numpy scipy && python3 make_oracles.py
"""

import itertools
import json
import pathlib

import numpy as np
from scipy.optimize import linprog


def least_absolute(errors):
    """min sum |errors @ w| over shares w, as a linear program in (w, u, v)."""
    n, k = errors.shape
    cost = np.concatenate([np.zeros(k), np.ones(2 * n)])
    rows = np.hstack([errors, -np.eye(n), np.eye(n)])
    total = np.concatenate([np.ones(k), np.zeros(2 * n)])[None, :]
    found = linprog(
        cost,
        A_eq=np.vstack([rows, total]),
        b_eq=np.concatenate([np.zeros(n), [1]]),
        method="highs-ds",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    assert found.status == 0
    return found.fun


def shifting(losses, shifts):
    """Least loss of at most `shifts` changes, by trying every place to change."""
    n, k = losses.shape
    sums = np.vstack([np.zeros(k), np.cumsum(losses, axis=0)])
    best = np.inf
    for m in range(shifts + 1):
        for cuts in itertools.combinations(range(1, n), m):
            ends = [0, *cuts, n]
            best = min(best, sum((sums[b] - sums[a]).min() for a, b in zip(ends, ends[1:])))
    return best


def case(name, errors):
    losses = np.abs(errors)
    return {
        "name": name,
        "workers": errors.shape[1],
        "errors": errors.ravel().tolist(),
        "expert": int(losses.sum(axis=0).argmin()),
        "expertLoss": losses.mean(axis=0).min(),
        "convexLoss": least_absolute(errors) / len(errors),
        "shiftingLosses": [shifting(losses, m) / len(errors) for m in (1, 2)],
    }


random = np.random.default_rng(7)
mixed = random.normal(size=(40, 5)) * np.array([1, 2, 3, 1.5, 4]) + np.array([0.5, -1, 2, 0, -3])
common = random.normal(size=(60, 1)) * 30 + random.normal(size=(60, 12)) * 5
biased = np.abs(random.normal(size=(25, 3))) + np.array([0.1, 0.2, 0.3])
turning = np.where(np.arange(30)[:, None] < 14, [[1.0, 8, 5]], [[9.0, 2, 5]]) + random.normal(size=(30, 3))
single = random.normal(size=(10, 1))
cases = [
    case("mixed sizes and biases", mixed),
    case("strongly correlated", common),
    case("all errors positive: no hedge", biased),
    case("the best worker turns", turning),
    case("one worker", single),
    case("more workers than sets", random.normal(size=(6, 20)) + 1),
]
path = pathlib.Path(__file__).with_name("oracles.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
