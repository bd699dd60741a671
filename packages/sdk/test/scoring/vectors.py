"""Losses by their formulas, in 60-digit decimals, independent of the SDK. Writes vectors.json beside this file."""

import json
import pathlib
import random
from decimal import Decimal, getcontext

getcontext().prec = 60
getcontext().Emax = 10**6
getcontext().Emin = -(10**6)
D = Decimal
MOST = D(1.7976931348623157e308)
rng = random.Random(5)


def absolute(x, y):
    return abs(x - y)


def squared(x, y):
    return (x - y) ** 2


def log_cosh(x, y, scale):
    e = (x - y) / scale
    return ((e.exp() + (-e).exp()) / 2).ln()


def huber(x, y, delta):
    e = abs(x - y)
    return e * e / 2 if e <= delta else delta * (e - delta / 2)


def pinball(x, y, level):
    return level * (y - x) if y >= x else (1 - level) * (x - y)


def absolute_percentage(x, y, least):
    return abs(x - y) / max(abs(y), least)


def symmetric_percentage(x, y):
    return D(0) if x == y == 0 else 2 * abs(x - y) / (abs(x) + abs(y))


def scaled(x, y, naive):
    return abs(x - y) / naive if naive else abs(x - y)


def gaussian(x, y, deviation):
    return ((x - y) / deviation) ** 2 / 2


def brier(p, y):
    return (p - y) ** 2


def log(p, y, epsilon):
    given = p if y == 1 else 1 - p
    return -min(max(given, epsilon), 1 - epsilon).ln()


def zero_one(x, y):
    return D(0 if x == y else 1)


def digits(packed, parts, base):
    out = []
    for _ in range(parts):
        out.insert(0, packed % base)
        packed //= base
    return out


def ranked_probability(packed, y, parts, base):
    p = digits(int(packed), int(parts), int(base))
    total = D(sum(p))
    loss = D(0)
    for k in range(len(p) - 1):
        told = D(sum(p[: k + 1])) / total
        loss += (told - (1 if y <= k else 0)) ** 2
    return loss / (len(p) - 1)


def categorical_brier(packed, y, parts, base):
    p = digits(int(packed), int(parts), int(base))
    total = D(sum(p))
    return sum((D(part) / total - (1 if y == k else 0)) ** 2 for k, part in enumerate(p))


def categorical_log(packed, y, parts, base, epsilon):
    p = digits(int(packed), int(parts), int(base))
    total = D(sum(p))
    raised = [max(D(part) / total, epsilon) for part in p]
    return -(raised[int(y)] / sum(raised)).ln()


def interval(packed, y, level, base, scale, offset):
    low, high = ((D(d) - offset) / scale for d in digits(int(packed), 2, int(base)))
    alpha = 1 - level
    loss = high - low
    if y < low:
        loss += 2 / alpha * (low - y)
    if y > high:
        loss += 2 / alpha * (y - high)
    return loss


def quantiles(packed, y, parts, base, scale, offset):
    total = D(0)
    for i, d in enumerate(digits(int(packed), int(parts), int(base))):
        level = D((i + 1) / (float(parts) + 1))
        total += pinball((D(d) - offset) / scale, y, level)
    return 2 * total / parts


cases = []


def case(rule, function, inferences, truth, *args):
    exact = [function(D(x), D(truth), *map(D, args)) for x in inferences]
    expected = ["%.30e" % e if e < MOST else "1.7976931348623157e308" for e in exact]
    cases.append(
        {"rule": rule, "inferences": inferences, "args": [truth, *args], "expected": expected}
    )


plain = [0.0, 1.0, 2544.0, 1e-9, -3.25, 7.000000001, 1e15, -1e-300, 123456.789, 1e155]
for truth in (0.0, 2500.0, 7.0, -1e-3):
    for rule, function in (("absolute", absolute), ("squared", squared)):
        case(rule, function, plain, truth)
    case("symmetricPercentage", symmetric_percentage, plain, truth)
    case("logCosh", log_cosh, [x for x in plain if abs(x) < 1e6] + [truth + 1e-7, truth + 0.99, truth + 1.01], truth, 1.0)
    case("logCosh", log_cosh, [2544.0, 2501.0, 1e6], truth, 60.0)
    for delta in (1.0, 60.0):
        case("huber", huber, plain, truth, delta)
    for level in (0.1, 0.5, 0.9):
        case("pinball", pinball, plain, truth, level)
    case("absolutePercentage", absolute_percentage, plain, truth, 0.5)
    case("scaled", scaled, plain, truth, 40.0)
    case("scaled", scaled, plain, truth, 0.0)
    case("gaussian", gaussian, plain, truth, 25.0)
probabilities = [0.0, 1.0, 0.5, 0.73, 1e-6, 0.999999, 0.01, 0.99]
for truth in (0.0, 1.0):
    case("brier", brier, probabilities, truth)
    for epsilon in (0.01, 0.001, 1e-12):
        case("log", log, probabilities, truth, epsilon)
for truth in (0.0, 3.0):
    case("zeroOne", zero_one, [0.0, 1.0, 2.0, 3.0], truth)
base = 1001
vectors4 = [float(sum(d * base ** (3 - i) for i, d in enumerate(p))) for p in ((250, 250, 250, 250), (700, 200, 100, 0), (0, 0, 0, 1000), (333, 333, 333, 0), (1, 0, 0, 2))]
for truth in (0.0, 1.0, 3.0):
    case("rankedProbability", ranked_probability, vectors4, truth, 4.0, float(base))
intervals = [float(low * 100000 + high) for low, high in ((100, 200), (0, 99999), (150, 150), (50000, 60000))]
for truth in (15.0, 0.0, -30.0, 5555.5):
    for level in (0.5, 0.8, 0.95):
        case("interval", interval, intervals, truth, level, 100000.0, 10.0, 50.0)
fives = [float(int("".join("%03d" % d for d in q))) for q in ((10, 20, 30, 40, 50), (0, 0, 0, 0, 0), (500, 510, 520, 990, 999))]
for truth in (31.0, 0.0, -4.5):
    case("quantiles", quantiles, fives, truth, 5.0, 1000.0, 10.0, 20.0)
for rule, function, args in (
    ("huber", huber, (3.5,)),
    ("pinball", pinball, (0.25,)),
    ("logCosh", log_cosh, (12.0,)),
    ("gaussian", gaussian, (0.125,)),
    ("squared", squared, ()),
    ("absolute", absolute, ()),
):
    truth = rng.uniform(-100, 100)
    case(rule, function, [rng.uniform(-500, 500) for _ in range(20)], truth, *args)
for truth in (0.0, 1.0, 3.0):
    case("categoricalBrier", categorical_brier, vectors4, truth, 4.0, float(base))
    for epsilon in (0.01, 0.125):
        case("categoricalLog", categorical_log, vectors4, truth, 4.0, float(base), epsilon)

path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
