// Seeded mutations of bytes: what damage, slips and malice make of a valid file.

/** mulberry32 (T. Ettinger): small and the same everywhere. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const TOKENS = [
  ..."\0\t\n\r \"',;|:{}[]()=+-@*/\\#%&?.0159aeEZ".split(""),
  ...["\r\n", '""', "\\u", "\\ud800", "\ufeff", "\u202e", "\x1b[2J", "é", "😀", "null", "true"],
  ...["NaN", "Infinity", "-0", "1e999", "0x10", "1_000", "18446744073709551616", "1700006400000"],
  ...["../", "../../etc/passwd", "C:\\", "topic=", "timestamp", "worker", "value", "[[[[", "{{{{"],
].map((text) => Buffer.from(text));
const NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** Brackets of JSON, nested more deeply than a reader that calls itself can go. */
const DEEP = ["[", '{"a":'].map((open) => Buffer.from(open.repeat(60_000)));
/** One mutant of so many has one of those. */
const DEEP_EVERY = 500;

/** A mutant of `seed`, sometimes spliced with `other`. */
export function mutant(seed, other, random) {
  if (isParquet(seed) && random() < 0.9) return parquetMutant(seed, random);
  let bytes = Buffer.from(seed);
  if (random() < 1 / DEEP_EVERY) {
    const deep = DEEP[random() < 0.5 ? 0 : 1];
    const close = Buffer.alloc(random() < 0.5 ? 60_000 : 0, deep[0] === 0x5b ? "]" : "}");
    return withPart(bytes, random, Buffer.concat([deep, Buffer.from("1"), close]));
  }
  if (random() < 0.3) return withPart(bytes, random, TOKENS[Math.floor(random() * TOKENS.length)]);
  const edits = 1 + Math.floor(random() ** 3 * 8);
  for (let i = 0; i < edits; i += 1) bytes = edited(bytes, other, random);
  return bytes;
}

/** A text with one of its parts (a cell, a value, a key) changed for another: mostly still of the format, unlike a cut. */
function withPart(bytes, random, part) {
  const parts = [...bytes.toString("latin1").matchAll(/[^,\n:{}[\]]+/g)];
  if (parts.length === 0) return part;
  const { index, 0: old } = parts[Math.floor(random() * parts.length)];
  return spliced(bytes, index, old.length, part);
}

const MAGIC = "PAR1";
/** The footer's length and the magic, in bytes. */
const TAIL = 8;

function isParquet(bytes) {
  return bytes.length > 2 * TAIL && bytes.toString("latin1", bytes.length - 4) === MAGIC;
}

/**
 * A Parquet file whose frame stands: bytes of its pages or its footer are changed in place, so that all offsets stay true, or the footer
 * is cut or grown and its length with it.
 */
function parquetMutant(seed, random) {
  const below = (limit) => Math.floor(random() * limit);
  const bytes = Buffer.from(seed);
  const length = bytes.readUInt32LE(bytes.length - TAIL);
  const begin = bytes.length - TAIL - length;
  const kind = random();
  if (kind < 0.1) {
    const footer = edited(bytes.subarray(begin, begin + length), bytes, random);
    const tail = Buffer.from(bytes.subarray(bytes.length - TAIL));
    tail.writeUInt32LE(footer.length, 0);
    return Buffer.concat([bytes.subarray(0, begin), footer, tail]);
  }
  const [from, span] = kind < 0.5 ? [begin, length] : [MAGIC.length, begin - MAGIC.length];
  for (let edits = 1 + below(3); edits > 0; edits -= 1) {
    const at = from + below(span);
    bytes[at] = random() < 0.5 ? bytes[at] ^ (1 << below(8)) : below(256);
  }
  return bytes;
}

function edited(bytes, other, random) {
  const below = (limit) => Math.floor(random() * limit);
  const at = below(bytes.length + 1);
  const span = 1 + below(Math.min(32, bytes.length + 1));
  const pick = (list) => list[below(list.length)];
  switch (below(9)) {
    case 0:
      return changed(bytes, at, (byte) => byte ^ (1 << below(8)));
    case 1:
      return changed(bytes, at, () => below(256));
    case 2:
      return spliced(bytes, at, 0, pick(TOKENS));
    case 3:
      return spliced(bytes, at, span, Buffer.alloc(0));
    case 4:
      return spliced(bytes, at, 0, bytes.subarray(at, at + span));
    case 5:
      return bytes.subarray(0, at);
    case 6:
      return spliced(bytes, at, 4, integer(pick(NUMBERS), random() < 0.5));
    case 7: {
      const from = below(other.length + 1);
      return spliced(bytes, at, span, other.subarray(from, from + span));
    }
    default:
      return spliced(bytes, at, span, pick(TOKENS));
  }
}

function changed(bytes, at, change) {
  if (at < bytes.length) bytes[at] = change(bytes[at]);
  return bytes;
}

function spliced(bytes, at, remove, insert) {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

function integer(number, little) {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(number);
  else bytes.writeUInt32BE(number);
  return bytes;
}
