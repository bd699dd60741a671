import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run, runner, type Run } from "../support/host.js";
import { judge } from "../support/judge.js";
import { DOCUMENTS, mutants } from "../support/mutants.js";
import { decimalTexts, hardDecimals } from "../support/numbers.js";
import { reference } from "../support/reference.js";

let read: (bytes: Uint8Array) => Run;
let readFresh: (bytes: Uint8Array) => Run;
beforeAll(async () => {
  const guest = await compileGuest("dump", { payloadLimit: 1 << 16 });
  read = runner(guest);
  readFresh = (bytes) => run(guest, bytes);
});

/** Mutants to try; `npm run test:full -w @weightkit/sdk` asks for more. */
const MUTANTS = Number(process.env["WEIGHTKIT_MUTANTS"] ?? 100_000);

/** The first verdicts that differ from the reference's. */
function wrong(documents: Iterable<Uint8Array>): string[] {
  const found: string[] = [];
  for (const bytes of documents) {
    const problem = judge(read, bytes);
    if (problem !== null) found.push(problem);
    if (found.length === 5) break;
  }
  return found;
}

describe("reading a payload that may be anything", () => {
  it("agrees with the reference on the documents themselves", () => {
    expect(wrong(DOCUMENTS.map((text) => Buffer.from(text)))).toEqual([]);
  });

  it(`agrees with the reference on ${MUTANTS} mutants`, { timeout: 3_600_000 }, () => {
    expect(wrong(mutants(20_261_123, MUTANTS))).toEqual([]);
  });

  it("reads every hard decimal text exactly, in a payload too", () => {
    const texts = [...decimalTexts(5, 600), ...hardDecimals(6, 50)];
    const documents = Array.from({ length: Math.ceil(texts.length / 200) }, (_, i) => {
      const items = texts
        .slice(200 * i, 200 * i + 200)
        .map((text, k) => `{"worker":"w${k}","inference":"${text}"}`);
      return Buffer.from(`{"inferences":[{"timestamp":"1","inferences":[${items.join(",")}]}]}`);
    });
    const large = documents.filter((bytes) => bytes.length <= 1 << 16);
    expect(large.length).toBeGreaterThan(5);
    expect(wrong(large)).toEqual([]);
  });

  it("tries mutants of both kinds", () => {
    const verdicts = [...mutants(20_261_123, 2_000)].map((bytes) => reference(bytes).rejected);
    const rejected = verdicts.filter((one) => one).length;
    expect(rejected).toBeGreaterThan(400);
    expect(rejected).toBeLessThan(1_900);
  });

  it("agrees with the reference on every way to cut a document off", () => {
    const cuts = DOCUMENTS.flatMap((text) => {
      const bytes = Buffer.from(text);
      return Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length));
    });
    expect(wrong(cuts)).toEqual([]);
  });

  const item = '{"worker":"a","inference":"1"}';
  const set = (inner: string, timestamp = "1"): string =>
    `{"inferences":[{"timestamp":"${timestamp}","inferences":[${inner}]}]}`;
  /** Two sets, the first and the only worker of each named so. */
  const names = (first: string, second: string): string =>
    `{"inferences":[${[first, second]
      .map((name) => `{"timestamp":"1","inferences":[{"worker":"${name}","inference":"1"}]}`)
      .join(",")}]}`;
  it.each([
    [
      "nesting of 64 in a skipped value",
      `{"x":${"[".repeat(64)}${"]".repeat(64)},"inferences":[]}`,
    ],
    [
      "nesting of 65 in a skipped value",
      `{"x":${"[".repeat(65)}${"]".repeat(65)},"inferences":[]}`,
    ],
    [
      "nesting of 65 objects in a value",
      set(`{"worker":"a","inference":${'{"a":'.repeat(65)}1${"}".repeat(65)}}`),
    ],
    ["nesting without end", `{"x":${"[".repeat(60_000)}`],
    ["a worker twice in a set", set(`${item},${item}`)],
    ["a worker twice, the first bad", set(`{"worker":"a","inference":"x"},${item}`)],
    [
      "25 inferences left out",
      set(Array.from({ length: 25 }, (_, i) => `{"worker":"w${i}"}`).join(",")),
    ],
    [
      "two sets at one time",
      `{"inferences":[{"timestamp":1,"inferences":[${item}]},{"timestamp":1,"inferences":[]}]}`,
    ],
    [
      "sets oldest first",
      `{"inferences":[${[1, 5, 3, 9, 2].map((t) => `{"timestamp":${t},"inferences":[${item}]}`).join(",")}]}`,
    ],
    ["a key twice", set('{"worker":"a","worker":"b","inference":"1"}')],
    ["a key twice, once escaped", set('{"worker":"a","\\u0077orker":"b","inference":"1"}')],
    ["an unknown key twice", '{"x":1,"x":2,"inferences":[]}'],
    ["a weight twice", '{"inferences":[],"latest_weights":{"a":"1","a":"2"}}'],
    ["lone high surrogate in a worker", set('{"worker":"\\ud800","inference":"1"}')],
    ["lone low surrogate in a worker", set('{"worker":"\\udc00x","inference":"1"}')],
    ["lone surrogate in a weight's name", '{"inferences":[],"latest_weights":{"\\ud800":"1"}}'],
    ["lone surrogate in a skipped string", '{"x":"\\ud800","inferences":[]}'],
    ["lone surrogate in a value", set('{"worker":"a","inference":"\\ud800"}')],
    ["escaped digits in a value", set('{"worker":"a","inference":"\\u0031\\u0032"}')],
    ["escaped digits in a timestamp", set(item, "\\u0031")],
    ["escapes that leave digits behind", set('{"worker":"a","inference":"\\u00312345678"}')],
    ["NUL in a worker", set('{"worker":"a\\u0000b","inference":"1"}')],
    ["a byte after the end", `${set(item)}x`],
    ["timestamp 2^64", set(item, "18446744073709551616")],
    ["timestamp 2^64 - 1", set(item, "18446744073709551615")],
    ["timestamp of 30 digits", set(item, "9".repeat(30))],
    ["timestamp 1e3", '{"inferences":[{"timestamp":1e3,"inferences":[]}]}'],
    ["timestamp -0", '{"inferences":[{"timestamp":-0,"inferences":[]}]}'],
    ["timestamp 01", set(item, "01")],
    [
      "keys in the other order",
      `{"inferences":[{"inferences":[${item}],"timestamp":1},{"inferences":[],"timestamp":2}]}`,
    ],
    [
      "the shortest items",
      '{"inferences":[{"inferences":[{"worker":"a"},{"inference":1,"worker":"b"}],"timestamp":1}]}',
    ],
    ["an escaped backslash, then the same bytes raw", names("a\\\\n", "a\\n")],
    ["an escaped quote, then the same bytes raw", names('a\\"', 'a"')],
    ["an escaped line break, then the same bytes raw", names("a\\n", "a\n")],
    ["an escaped NUL, then the same bytes raw", names("\\u0000", "\0")],
    ["an escaped letter, then the same name raw", names("\\u0061b", "ab")],
    ["a name beyond ASCII, escaped and raw", names("\\u00e9\\ud83d\\ude00", "é😀")],
    ["a name that is long and full of escaped NULs", names("\\u0000".repeat(5_000), "a")],
    ["minus zero", set('{"worker":"a","inference":"-0"}')],
    [
      "300 workers",
      set(Array.from({ length: 300 }, (_, i) => `{"worker":"w${i}","inference":"${i}"}`).join(",")),
    ],
  ])("decides like the reference: %s", (_name, text) => {
    expect(judge(readFresh, Buffer.from(text))).toBeNull();
  });
});
