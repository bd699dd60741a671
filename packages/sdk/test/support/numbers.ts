/** A small seeded generator (xorshift128+ on 64-bit integers): the same numbers everywhere. */
export function randomBits(seed: number): () => bigint {
  let a = BigInt(seed) * 0x9e3779b97f4a7c15n + 1n;
  let b = 0xbf58476d1ce4e5b9n ^ BigInt(seed);
  return () => {
    let x = a;
    const y = b;
    a = y;
    x = BigInt.asUintN(64, x ^ (x << 23n));
    b = x ^ y ^ (x >> 17n) ^ (y >> 26n);
    return BigInt.asUintN(64, b + y);
  };
}

const view = new DataView(new ArrayBuffer(8));

/** The double with these 64 bits. */
export function doubleOf(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** Random doubles over all exponents, every eighth subnormal. */
export function* doubles(seed: number, count: number): Generator<number> {
  const next = randomBits(seed);
  for (let i = 0; i < count;) {
    const bits = next();
    const value = doubleOf(i % 8 ? bits : bits & 0x800fffffffffffffn);
    if (!Number.isFinite(value)) continue;
    i += 1;
    yield value;
  }
}

/** Decimal texts of many shapes: shortest, 17 digits, 18 decimals, integers, any digits with any exponent. */
export function* decimalTexts(seed: number, count: number): Generator<string> {
  const next = randomBits(seed);
  let i = 0;
  for (const value of doubles(seed + 1, count)) {
    const digits = next().toString();
    switch (i++ % 6) {
      case 0:
        yield String(value).replace("e+", i % 4 ? "e+" : "E");
        break;
      case 1:
        yield value.toExponential(16);
        break;
      case 2:
        yield `0.${digits.slice(0, 18).padStart(18, "0")}`;
        break;
      case 3:
        yield digits.slice(0, 1 + Number(next() % 19n));
        break;
      case 4:
        yield `${digits.slice(0, 3)}.${digits}${next().toString()}`;
        break;
      default:
        yield `${i % 4 ? "" : "-"}${digits[0] ?? ""}.${digits.slice(1, 18)}e${Number(next() % 660n) - 345}`;
    }
  }
}

/** The point halfway between a positive double and the next, exactly, in plain decimals. */
export function halfway(value: number): string {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const field = Number(bits >> 52n);
  const mantissa = (bits & 0xfffffffffffffn) | (field ? 1n << 52n : 0n);
  // (2 * mantissa + 1) * 2^power
  const power = Math.max(field, 1) - 1076;
  const odd = 2n * mantissa + 1n;
  if (power >= 0) return (odd << BigInt(power)).toString();
  const scaled = (odd * 5n ** BigInt(-power)).toString().padStart(1 - power, "0");
  return `${scaled.slice(0, power)}.${scaled.slice(power)}`;
}

/**
 * A halfway point cut to 1 to 60 digits, and the next larger number of as many: neighbours of the point at every distance, in
 * scientific notation.
 */
function* nearHalfway(value: number): Generator<string> {
  const [whole = "", fraction = ""] = halfway(value).split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const exponent = digits.length - fraction.length - 1;
  for (let count = 1; count <= Math.min(60, digits.length); count += 1) {
    const below = digits.slice(0, count);
    // A carry gives one digit more, for an exponent that is one higher.
    const above = (BigInt(below) + 1n).toString();
    for (const text of [below, above]) {
      const power = exponent + text.length - count;
      yield text.length > 1 ? `${text[0] ?? ""}.${text.slice(1)}e${power}` : `${text}e${power}`;
      yield `${text}e${exponent - count + 1}`;
      yield `0.00${text}e${power + 3}`;
    }
  }
}

/** Numbers at the ends of the ranges: 0 stands for the point between it and the smallest double. */
const EDGES = [0, 5e-324, 1e-323, 2.225073858507201e-308, 2.2250738585072014e-308];
const LARGE_EDGES = [1, 9007199254740991, 1.797693134862315e308, Number.MAX_VALUE];

/** Halfway points, exact and a little off in a far decimal, and the classics that broke other readers. */
export function* hardDecimals(seed: number, count: number): Generator<string> {
  for (const value of doubles(seed, count)) {
    const middle = halfway(Math.abs(value));
    const fraction = middle.includes(".") ? middle : `${middle}.0`;
    yield middle;
    yield `${fraction}0000000000000000000000000000000001`;
    // The last digit of a halfway point with decimals is 5.
    yield middle.includes(".") ? `${middle.slice(0, -1)}4999999` : `${BigInt(middle) - 1n}`;
    yield middle.slice(0, Math.max(middle.indexOf(".") + 2, 20));
  }
  for (const value of [...EDGES, ...LARGE_EDGES]) yield* nearHalfway(value);
  for (const value of doubles(seed + 1, count / 100)) yield* nearHalfway(Math.abs(value));
  yield* [
    "2.2250738585072011e-308",
    "2.2250738585072012e-308",
    "2.2250738585072014e-308",
    "4.9406564584124654e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "1.7976931348623157e308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "1e309",
    "1e400",
    "1e-400",
    "1e999999999999999999999",
    "1e-999999999999999999999",
    "0e999999999999999999999",
    "-0",
    "-0.0e5",
    "0",
    "9007199254740993",
    "9007199254740992.999999999999999999",
    "9007199254740993.000000000000000001",
    "6929495644600919.5",
    "3.7455744005952583e15",
    "0.500000000000000166533453693773481063544750213623046875",
    "3.518437208883201171875e13",
    "62.5364939768271845828",
    "8.10109172351e-10",
    "1.50000000000000011102230246251565",
    "123456789012345678901234567890",
    "179769313486231580793728971405301e276",
    "1.2555809534258382e43",
    "1.9077327258079215e+53",
    `0.${"0".repeat(5000)}1e5001`,
    `1${"0".repeat(5000)}e-5000`,
    "9".repeat(5000) + "e-4990",
    `1.${"0".repeat(800)}1`,
  ];
}
