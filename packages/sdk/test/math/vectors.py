"""e^x and ln x in 60-digit decimals, rounded to the nearest double. Writes vectors.json beside this file."""

import json
import math
import pathlib
import random
import struct
from decimal import Decimal as D
from decimal import getcontext

getcontext().prec = 60
getcontext().Emax = 10**6
getcontext().Emin = -(10**6)
rng = random.Random(13)


def any_double():
    while True:
        value = struct.unpack("<d", struct.pack("<Q", rng.getrandbits(63)))[0]
        if math.isfinite(value) and value > 0:
            return value


powers = [0.0, -0.0, 1.0, -1.0, 1e-300, -1e-17, 1e-9, 709.78, 709.782712893384, -708.3, -708.4, -744.4, -745.13]
powers += [k * math.log(2) / 2 for k in range(-40, 41)]
powers += [rng.uniform(-745, 709) for _ in range(400)] + [rng.uniform(-1, 1) for _ in range(400)]
powers += [rng.gauss(0, 1e-4) for _ in range(100)]
logs = [1.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.sqrt(0.5), math.sqrt(2.0), 2.0, 0.5, 10.0]
logs += [math.nextafter(1.0, 0.0), math.nextafter(1.0, 2.0), math.nextafter(math.sqrt(0.5), 0.0)]
logs += [any_double() for _ in range(400)] + [rng.uniform(0, 2) for _ in range(400)] + [1 + rng.gauss(0, 1e-6) for _ in range(100)]

table = {
    "exp": [[x, float(D(x).exp())] for x in powers],
    "log": [[x, float(D(x).ln())] for x in logs],
}
path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(table) + "\n")
