"""Writes golden.json, the expected values of the metrics, from implementations that are not ours.

    pip install numpy scipy statsmodels mpmath
    python make_golden.py

Exact fractions (fractions.Fraction) where the definition is rational, mpmath with 50 digits where it is not, scipy.stats
for rank correlations, statsmodels for Wilson's interval and the long-run variance (HAC of a regression on a constant).
The random generator is written again here from their papers.
"""

import json
import math
import random
from fractions import Fraction as F
from pathlib import Path

import mpmath
import numpy
import scipy
import scipy.stats
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

mpmath.mp.dps = 50
rng = random.Random(20231007)


def exact(xs):
    return [F(x) for x in xs]  # the doubles themselves, not their decimal text


def root(fraction):
    return mpmath.sqrt(mpmath.mpf(fraction.numerator) / fraction.denominator)


def big(fraction):
    return mpmath.mpf(fraction.numerator) / fraction.denominator


golden = {"tools": f"python fractions; mpmath {mpmath.__version__}; scipy {scipy.__version__}; statsmodels {statsmodels.__version__}; numpy {numpy.__version__}"}

# Accuracy ---------------------------------------------------------------------------------------------------------------
n = 60
truths = [round(1000 + 300 * math.sin(t / 5) + rng.gauss(0, 40), 2) for t in range(n)]
forecasts = [round(y + rng.gauss(5, 30), 3) for y in truths]
others = [round(y + rng.gauss(-8, 45), 3) for y in truths]
errors = [f - y for f, y in zip(forecasts, truths)]
reference = [f - y for f, y in zip(others, truths)]
e, r, y = exact(errors), exact(reference), exact(truths)
mae = sum(map(abs, e)) / n
naive = sum(abs(y[t] - y[t - 1]) for t in range(1, n)) / (n - 1)
naive4 = sum(abs(y[t] - y[t - 4]) for t in range(4, n)) / (n - 4)
ref_mae = sum(map(abs, r)) / n
golden["accuracy"] = {
    "truths": truths, "forecasts": forecasts, "errors": errors, "reference": reference,
    "mae": float(mae), "rmse": float(root(sum(x * x for x in e) / n)), "bias": float(sum(e) / n),
    "naiveScale": float(naive), "naiveScale4": float(naive4), "mase": float(mae / naive),
    "skill": float(1 - mae / ref_mae),
}

# Means and medians ---------------------------------------------------------------------------------------------------------
values = [round(rng.uniform(-50, 500), 3) for _ in range(25)]
weights = [round(rng.random() ** 3, 5) for _ in range(25)]
v, w = exact(values), exact(weights)
pairs = sorted(zip(v, w))
acc, half, wmed = F(0), sum(w) / 2, None
for i, (value, weight) in enumerate(pairs):
    acc += weight
    if acc == half:
        wmed = (value + pairs[i + 1][0]) / 2
        break
    if acc > half:
        wmed = value
        break
golden["combination"] = {
    "values": values, "weights": weights,
    "weightedMean": float(sum(a * b for a, b in zip(v, w)) / sum(w)),
    "mean": float(sum(v) / len(v)), "median": float(numpy.median(values)), "weightedMedian": float(wmed),
}

# Distributions ---------------------------------------------------------------------------------------------------------------
mpmath.mp.dps = 700  # 2p - 1 must keep the digits of the smallest p
golden["normalQuantile"] = [
    [p, float(mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(p) - 1))]
    for p in [1e-300, 1e-20, 1e-9, 0.001, 0.025, 0.07, 0.075, 0.3, 0.5001, 0.9, 0.975, 0.995, 0.9999, 1 - 1e-12]
]
mpmath.mp.dps = 50
golden["studentTwoSided"] = [
    [t, d, float(mpmath.betainc(mpmath.mpf(d) / 2, mpmath.mpf(1) / 2, 0, mpmath.mpf(d) / (d + mpmath.mpf(t) ** 2), regularized=True))]
    for t, d in [(0, 5), (0.01, 1), (1, 1), (2.5, 1), (1.96, 2), (-2.2, 7), (0.3, 10), (4, 10), (12, 30), (2, 87), (1e-4, 87),
                 (5, 87), (-30, 87), (1.96, 999), (3.5, 12345), (2.1, 1e6), (8, 1e6), (0.999, 3), (1.001, 3), (1.001, 1e9), (0.7, 1e9),
                 (37, 5000), (1e8, 4), (3, 0.5)]
]

# Direction and Wilson -------------------------------------------------------------------------------------------------------------
hits = trials = 0
for t in range(1, n):
    move = y[t] - y[t - 1]
    called = F(forecasts[t]) - y[t - 1]
    if move != 0:
        trials += 1
        hits += (move > 0) == (called > 0) and called != 0
golden["direction"] = {"hits": hits, "trials": trials, "share": hits / trials}
golden["wilson"] = [
    [k, m, c, *map(float, proportion_confint(k, m, alpha=1 - c, method="wilson"))]
    for k, m, c in [(hits, trials, 0.95), (1, 10, 0.95), (7, 9, 0.9), (50, 100, 0.99), (499, 500, 0.95)]
]

# Probabilities, classes ---------------------------------------------------------------------------------------------------------------
def simplex(k):
    parts = [rng.random() for _ in range(k)]
    return [p / sum(parts) for p in parts]


distributions = [simplex(4) for _ in range(12)]
outcomes = [rng.randrange(4) for _ in range(12)]
brier = sum(sum((F(p) - (k == o)) ** 2 for k, p in enumerate(d)) for d, o in zip(distributions, outcomes)) / 12
log = -sum(mpmath.log(d[o]) for d, o in zip(distributions, outcomes)) / 12
pool_weights = [round(rng.random(), 4) for _ in range(12)]
total = sum(exact(pool_weights))
raised = [mpmath.exp(sum(big(F(pw) / total) * mpmath.log(d[k]) for pw, d in zip(pool_weights, distributions))) for k in range(4)]
golden["probability"] = {
    "distributions": distributions, "outcomes": outcomes, "weights": pool_weights,
    "brier": float(brier), "logScore": float(log),
    "logPool": [float(x / sum(raised)) for x in raised],
    "linearPool": [float(sum(F(pw) / total * F(d[k]) for pw, d in zip(pool_weights, distributions))) for k in range(4)],
}

# Concentration ---------------------------------------------------------------------------------------------------------------------------
after = [round(rng.random() ** 2, 5) for _ in range(25)]
a = exact(after)
p = [x / sum(w) for x in w]
golden["concentration"] = {
    "weights": weights, "after": after,
    "effectiveNumber": float(sum(w) ** 2 / sum(x * x for x in w)),
    "entropyNumber": float(mpmath.exp(-sum(big(x) * mpmath.log(big(x)) for x in p if x))),
    "gini": float(sum(abs(x - z) for x in w for z in w) / (2 * len(w) * sum(w))),
    "turnover": float(sum(abs(x / sum(a) - z) for x, z in zip(a, p)) / 2),
}

# Rank correlations --------------------------------------------------------------------------------------------------------------------------
cases = []
for size, levels in [(2, 0), (7, 0), (40, 0), (40, 6), (41, 3), (33, 2), (200, 25)]:
    xs = [rng.randrange(levels) if levels else round(rng.random(), 6) for _ in range(size)]
    ys = [round(x * 0.5 + rng.random(), 1 if levels else 6) for x in xs]
    cases.append({"x": xs, "y": ys, "ranks": list(map(float, scipy.stats.rankdata(xs))),
                  "spearman": float(scipy.stats.spearmanr(xs, ys).statistic), "kendall": float(scipy.stats.kendalltau(xs, ys).statistic)})
golden["rank"] = cases

# Diebold-Mariano: the variance of the mean from statsmodels ------------------------------------------------------------------------------------
losses = [abs(x) for x in errors]
ref_losses = [abs(x) for x in reference]
d = numpy.array(losses) - numpy.array(ref_losses)
tests = []
for h, kernel, lags in [(1, "rectangular", 0), (2, "rectangular", 1), (3, "rectangular", 2), (1, "bartlett", 3), (2, "bartlett", 5)]:
    fit = sm.OLS(d, numpy.ones(n)).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "kernel": "uniform" if kernel == "rectangular" else "bartlett", "use_correction": False})
    statistic = float(fit.tvalues[0]) * math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    p_value = float(mpmath.betainc(mpmath.mpf(n - 1) / 2, mpmath.mpf(1) / 2, 0, (n - 1) / (n - 1 + mpmath.mpf(statistic) ** 2), regularized=True))
    tests.append({"horizon": h, "kernel": kernel, "lags": lags, "statistic": statistic, "pValue": p_value, "meanDifference": float(d.mean())})
golden["dieboldMariano"] = {"losses": losses, "reference": ref_losses, "tests": tests}

# Random numbers -------------------------------------------------------------------------------------------------
M = 0xFFFFFFFF


def rotl(x, k):
    return ((x << k) | (x >> (32 - k))) & M


def xoshiro(s):
    s = list(s)
    while True:
        yield (rotl((s[1] * 5) & M, 7) * 9) & M
        t = (s[1] << 9) & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)


def seeded(seed):
    state = []
    for _ in range(4):
        seed = (seed + 0x9E3779B9) & M
        z = seed
        z = ((z ^ (z >> 16)) * 0x85EBCA6B) & M
        z = ((z ^ (z >> 13)) * 0xC2B2AE35) & M
        state.append(z ^ (z >> 16))
    return xoshiro(state)


plain, from_seed = xoshiro([1, 2, 3, 4]), seeded(42)
golden["random"] = {"state": [next(plain) for _ in range(10)], "seed42": [next(from_seed) for _ in range(10)]}

path = Path(__file__).with_name("golden.json")
path.write_text(json.dumps(golden, indent=1, allow_nan=False) + "\n")
