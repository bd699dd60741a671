"""Writes expected.json: simulated histories as an independent implementation of the model makes them. Needs Python alone."""

import json
import math

MASK = 0xFFFFFFFF


class Random:
    """sfc32, seeded through splitmix32, as in PractRand."""

    def __init__(self, seed, stream):
        state = (seed ^ ((stream + 1) * 0x85EBCA6B)) & MASK
        words = []
        for _ in range(3):
            state = (state + 0x9E3779B9) & MASK
            mixed = ((state ^ (state >> 16)) * 0x21F0AAAD) & MASK
            mixed = ((mixed ^ (mixed >> 15)) * 0x735A2D97) & MASK
            words.append(mixed ^ (mixed >> 15))
        self.a, self.b, self.c = words
        self.counter = 1
        for _ in range(12):
            self.word()

    def word(self):
        total = (self.a + self.b + self.counter) & MASK
        self.counter += 1
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c * 9) & MASK
        self.c = (((self.c << 21) | (self.c >> 11)) + total) & MASK
        return total

    def uniform(self):
        return self.word() / 2**32

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def below(self, count):
        return math.floor(self.uniform() * count)

    def normal(self):
        total = -6
        for _ in range(12):
            total += self.uniform()
        return total


def bech32(prefix, data):
    """BIP 173, without its limit of letters."""

    def checksum(values):
        state = 1
        for value in values:
            top = state >> 25
            state = ((state & 0x1FFFFFF) << 5) ^ value
            for i, factor in enumerate([0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]):
                if top >> i & 1:
                    state ^= factor
        return state ^ 1

    bits = "".join(f"{byte:08b}" for byte in data)
    fives = [int(bits[i : i + 5].ljust(5, "0"), 2) for i in range(0, len(bits), 5)]
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = checksum(expanded + fives + [0] * 6)
    fives += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join("qpzry9x8gf2tvdw0s3jn54khce6mua7l"[five] for five in fives)


def shuffled(count, random):
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = random.below(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def rounded(value, decimals):
    return math.floor(value * 10**decimals + 0.5) / 10**decimals


def wave(phase):
    """Two parabolas through 0, 1/2 and 1, of height 1 and -1."""
    if phase < 0.5:
        return 4 * (2 * phase) * (1 - 2 * phase)
    return -4 * (2 * phase - 1) * (2 - 2 * phase)


def simulate(o):
    kind = o.get("kind", "number")
    classes = o.get("classes", 4)

    def position(value):
        spread = (abs(o["amplitude"]) + o["noise"]) / 2
        away = (value - o["level"]) / (spread if spread > 0 else 0.5)
        return (1 + away / (1 + abs(away))) / 2

    def answer(seen):
        if kind == "number":
            return rounded(max(0, seen), o["decimals"])
        if kind == "probability":
            return rounded(position(seen), o["decimals"])
        return min(classes - 1, math.floor(position(seen) * classes))

    random = Random(o["seed"], 1)
    jumps = {}
    for _ in range(o["regimes"]):
        at = random.below(o["sets"])
        jumps[at] = o["level"] * random.between(-0.5, 0.5)
    truth, shift, shock = [], 0, 0
    for i in range(o["sets"]):
        shift += jumps.get(i, 0)
        shock = shock / 2 + o["noise"] * random.normal()
        phase = i * o["cadence"] % o["period"] / o["period"]
        mean = o["level"] + shift + o["trend"] * i + o["amplitude"] * wave(phase)
        truth.append(max(0, mean + shock) if kind == "number" else mean + shock)

    count = o["workers"]
    ranks = shuffled(count, Random(o["seed"], 2))
    turns = Random(o["seed"], 3)
    turning = set(shuffled(count, turns)[: math.floor(count * o["turning"] + 0.5)])
    workers = []
    for i, rank in enumerate(ranks):
        error = o["bestError"]
        if count > 1:
            error += (o["worstError"] - o["bestError"]) * (rank / (count - 1))
        turn = math.floor(o["sets"] * turns.between(0.25, 0.75))
        bytes_of = Random(o["seed"], 1_000_000 + i)
        workers.append(
            {
                "address": bech32("allo", [bytes_of.below(256) for _ in range(20)]),
                "name": f"worker-{str(i + 1).zfill(len(str(count)))}",
                "error": error,
                "errorAfter": o["bestError"] + o["worstError"] - error,
                "turnsAt": turn if i in turning else None,
            }
        )

    states = []
    for i, worker in enumerate(workers):
        draws = Random(o["seed"], 1000 + i)
        attendance = draws.between(o["attendance"], 1)
        states.append((draws, attendance, 0.3 * worker["error"] * draws.normal()))
    rows = []
    for i, mean in enumerate(truth):
        for id, (draws, attendance, bias) in enumerate(states):
            worker = workers[id]
            turned = worker["turnsAt"] is not None and i >= worker["turnsAt"]
            error = bias + (worker["errorAfter"] if turned else worker["error"]) * draws.normal()
            if draws.uniform() < attendance:
                rows.append([o["start"] + i * o["cadence"], id, answer(mean + error)])

    if kind == "probability":
        events = Random(o["seed"], 4)
        outcomes = [1 if events.uniform() < position(value) else 0 for value in truth]
    else:
        outcomes = [answer(value) for value in truth]
    times = [o["start"] + i * o["cadence"] for i in range(o["sets"])]
    truths = [[time, value, time + o["truthLag"]] for time, value in zip(times, outcomes)]
    return {"options": o, "workers": workers, "rows": rows, "truths": truths}


BASE = {
    "seed": 7,
    "topic": "5",
    "workers": 11,
    "sets": 24,
    "start": 1000,
    "cadence": 60,
    "truthLag": 90,
    "level": 100,
    "amplitude": 60,
    "period": 700,
    "trend": 0.5,
    "noise": 5,
    "regimes": 2,
    "bestError": 1,
    "worstError": 20,
    "turning": 0.5,
    "attendance": 0.5,
    "decimals": 2,
}
VARIANTS = [
    {},
    {"workers": 1, "level": 1, "trend": 0, "amplitude": 0, "turning": 1, "decimals": 3, "seed": 2**32 - 1},
    {"workers": 2, "kind": "number", "level": 1, "amplitude": 0, "noise": 5, "seed": 12},
    {"workers": 2, "level": 1, "amplitude": 0, "noise": 5, "seed": 12},
    {"workers": 3, "kind": "class"},
    {"workers": 3, "kind": "class", "classes": 7, "amplitude": -60, "seed": 8},
    {"workers": 3, "kind": "probability", "decimals": 3, "seed": 9},
    {"workers": 2, "kind": "probability", "decimals": 4, "amplitude": 0, "noise": 0, "trend": 0.01, "regimes": 0, "bestError": 0.1, "worstError": 0.1},
    {"workers": 2, "kind": "number", "regimes": 0, "turning": 0, "attendance": 1, "decimals": 0, "noise": 0},
]

if __name__ == "__main__":
    histories = [simulate({**BASE, **variant}) for variant in VARIANTS]
    with open("expected.json", "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in histories) + "\n]\n")
