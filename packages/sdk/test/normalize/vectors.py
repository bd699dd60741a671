"""Normalizers by their definitions, in fractions and 60-digit decimals, independent of the SDK. Writes vectors.json beside this file."""

import json
import pathlib
import random
from decimal import Decimal, getcontext
from fractions import Fraction as F

getcontext().prec = 60
getcontext().Emin = -(10**6)
rng = random.Random(7)


def share(values):
    values = [max(v, F(0)) for v in values]
    total = sum(values)
    return [v / total if total else F(1, len(values)) for v in values]


def relative(values):
    values = [max(v, F(0)) for v in values]
    most = max(values)
    return [v / most if most else F(1) for v in values]


def softmax(values, temperature):
    raised = [((Decimal(v.numerator) / v.denominator) / (Decimal(temperature.numerator) / temperature.denominator)).exp() for v in values]
    total = sum(raised)
    return [F(r / total) for r in raised]


def ranks(values):
    n = len(values)
    points = [sum(F(1) for w in values if w < v) + F(sum(1 for w in values if w == v) + 1, 2) for v in values]
    return [p / F(n * (n + 1), 2) for p in points]


def sparsemax(values, temperature):
    """By its definition: the threshold t for which the parts above it sum to 1, found among all supports."""
    z = [v / temperature for v in values]
    ordered = sorted(z, reverse=True)
    for k in range(1, len(z) + 1):
        t = (sum(ordered[:k]) - 1) / k
        if ordered[k - 1] > t and (k == len(z) or ordered[k] <= t):
            return [max(v - t, F(0)) for v in z]
    raise AssertionError


def capped(values, most):
    """Clip and hand the rest on, round by round, until nobody is above."""
    shares = share(values)
    n = len(shares)
    if n * most <= 1:
        return [F(1, n)] * n
    fixed = [False] * n
    while any(s > most for s in shares):
        fixed = [f or s > most for f, s in zip(fixed, shares)]
        left = 1 - sum(fixed) * most
        rest = sum(s for f, s in zip(fixed, shares) if not f)
        free = n - sum(fixed)
        shares = [most if f else (s / rest * left if rest else left / free) for f, s in zip(fixed, shares)]
    return shares


cases = []


def case(rule, function, values, *args, negated=False):
    exact = function([-F(v) if negated else F(v) for v in values], *map(F, args))
    text = ["%.30e" % (Decimal(e.numerator) / Decimal(e.denominator)) for e in exact]
    cases.append({"rule": rule, "values": values, "args": list(args), "expected": text})


columns = [
    [1.0],
    [0.0],
    [0.0, 0.0, 0.0],
    [3.0, 1.0, 2.0],
    [5.0, 5.0, 1.0, 5.0],
    [0.5, -2.0, 0.25],
    [100.0, 1.0, 1.0, 1.0, 1.0],
    [1.0, 0.0, 0.0],
    [rng.uniform(0, 10) for _ in range(12)],
    [rng.gauss(0, 3) for _ in range(9)],
]
for values in columns:
    case("normalizeSum", share, values)
    case("normalizeMax", relative, values)
    case("ranks", ranks, values)
    case("ranksOfLosses", ranks, values, negated=True)
    for temperature in (0.5, 4.0):
        case("softmax", softmax, values, temperature)
        case("softmaxOfLosses", softmax, values, temperature, negated=True)
        case("sparsemax", sparsemax, values, temperature)
        case("sparsemaxOfLosses", sparsemax, values, temperature, negated=True)
    for most in (0.125, 0.3, 0.5, 1.0):
        case("normalizeCapped", capped, values, most)

path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
