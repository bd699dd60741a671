"""Update rules by their formulas, in 60-digit decimals, independent of the SDK. Writes vectors.json beside this file."""

import json
import pathlib
import random
from decimal import Decimal as D
from decimal import getcontext

getcontext().prec = 60
getcontext().Emax = 10**6
getcontext().Emin = -(10**6)
rng = random.Random(11)


def normal(weights):
    known = {w: v for w, v in weights.items() if v is not None}
    total = sum(known.values())
    return {w: v / total if total else D(1) / len(known) for w, v in known.items()}


def shared_out(shares, merits):
    """Those with a merit share what they had together; the others keep theirs."""
    pool = 1 - sum(v for w, v in shares.items() if w not in merits)
    total = sum(merits.values())
    return {**shares, **{w: pool * m / total for w, m in merits.items()}}


def multiplied(weights, losses, factor):
    shares = normal(weights)
    merits = {w: factor(s, losses[w]) for w, s in shares.items() if s > 0 and losses[w] is not None}
    return shared_out(shares, merits) if merits else shares


def hedge(weights, losses, rate):
    return multiplied(weights, losses, lambda w, x: w * (-rate * x).exp())


def bayes(weights, losses, memory):
    return multiplied(weights, losses, lambda w, x: w**memory * (-x).exp())


def exponentiated_gradient(weights, values, truth, scale, rate):
    shares = normal(weights)
    errors = {w: min(max((v - truth) / scale, D(-1)), D(1)) for w, v in values.items() if v is not None}
    mass = sum(shares.get(w, D(0)) for w in errors)
    if mass == 0:
        return shares
    combined = sum(shares.get(w, D(0)) * e for w, e in errors.items()) / mass
    merits = {
        w: shares[w] * (-rate * 2 * combined * e).exp()
        for w, e in errors.items()
        if shares.get(w, D(0)) > 0
    }
    return shared_out(shares, merits)


def inverse_variance(weights, variances, least):
    present = {w: max(v, least) for w, v in variances.items() if v is not None}
    if any(v == 0 for v in present.values()):
        merits = {w: D(1 if v == 0 else 0) for w, v in present.items()}
    else:
        merits = {w: 1 / v for w, v in present.items()}
    return shared_out(normal(weights), merits) if merits else normal(weights)


def median_distance(weights, distances, least):
    shares = normal(weights)
    present = {w: max(distances[w], least) for w, s in shares.items() if s > 0 and distances[w] is not None}
    if any(v == 0 for v in present.values()):
        merits = {w: shares[w] if v == 0 else D(0) for w, v in present.items()}
    else:
        merits = {w: shares[w] / v for w, v in present.items()}
    return shared_out(shares, merits) if merits else shares


def follow_the_leader(weights, losses, decay):
    shares = normal(weights)
    present = {w: v for w, v in losses.items() if v is not None}
    if not present:
        return shares
    leaders = [w for w, v in present.items() if v == min(present.values())]
    names = set(shares) | set(present)
    raw = {w: decay * shares.get(w, D(0)) + (1 - decay) * (D(1) / len(leaders) if w in leaders else 0) for w in names}
    return normal(raw)


def floored(weights, _, least):
    shares = normal(weights)
    n = len(shares)
    free = max(1 - n * least, D(0))
    return normal({w: least + free * s for w, s in shares.items()})


def spread(weights, _, share):
    shares = normal(weights)
    return {w: (1 - share) * s + share / len(shares) for w, s in shares.items()}


def newcomers(weights, _, share):
    shares = normal(weights)
    fresh = [w for w, v in weights.items() if v is None]
    if not fresh:
        return shares
    part = (share if shares else D(1)) / len(fresh)
    return {**{w: s * (1 - share) for w, s in shares.items()}, **{w: part for w in fresh}}


def liveness(weights, attendance, required):
    shares = normal(weights)
    return normal({w: s * (min(attendance[w] / required, D(1)) if attendance[w] is not None else 1) for w, s in shares.items()})


cases = []


def case(rule, function, weights, column, *args):
    table = lambda values: {i: None if v is None else D(v) for i, v in enumerate(values)}
    exact = function(table(weights), table(column), *map(D, args))
    expected = ["%.30e" % exact[i] if i in exact else None for i in range(len(weights))]
    cases.append({"rule": rule, "weights": weights, "column": column, "args": list(args), "expected": expected})


n = 6
uniform = [1 / n] * n
columns = [
    ([0.5, 0.5], [0.0, 1.0]),
    ([1.0], [3.0]),
    (uniform, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
    (uniform, [2.0] * n),
    ([0.5, 0.2, None, 0.3, None, 0.0], [1.0, None, 0.5, 0.25, None, 2.0]),
    ([0.1, 0.2, 0.3, 0.4], [0.0, 0.0, 1.0, None]),
    ([None, None, None], [1.0, 2.0, 3.0]),
    ([0.25, 0.75, None], [None, None, None]),
    ([rng.random() for _ in range(10)], [rng.uniform(0, 8) for _ in range(10)]),
    ([rng.random() if rng.random() < 0.8 else None for _ in range(10)], [rng.uniform(0, 8) if rng.random() < 0.7 else None for _ in range(10)]),
]
for weights, column in columns:
    for rate in (0.0, 0.5, 3.0):
        case("hedge", hedge, weights, column, rate)
        case("exponentiatedGradient", exponentiated_gradient, weights, column, 1.5, 4.0, rate)
    for memory in (0.5, 0.95, 1.0):
        case("bayes", bayes, weights, column, memory)
    for least in (0.0, 0.75):
        case("inverseVariance", inverse_variance, weights, column, least)
        case("medianDistance", median_distance, weights, column, least)
    for decay in (0.0, 0.9, 1.0):
        case("followTheLeader", follow_the_leader, weights, column, decay)
    for least in (0.0, 0.02, 0.4):
        case("floored", floored, weights, column, least)
    for share in (0.0, 0.05, 1.0):
        case("spread", spread, weights, column, share)
        case("newcomers", newcomers, weights, column, share)
    attendance = [None if v is None else min(v / 8, 1.0) for v in column]
    if any(a for a, w in zip(attendance, weights) if w) or all(a is None for a in attendance):
        case("liveness", liveness, weights, attendance, 0.8)

path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
