import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import { mutants } from "../support/mutants.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("seed", { payloadLimit: 1 << 16 });
});

const CLASSES = ["clear", "rain", 'sn"öw', "2"];
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;

/** What each topic of guest/seed.ts makes of a text, by V8's JSON; null for nothing. */
const MEANING: Record<string, (text: string) => number[] | null> = {
  labels(text) {
    const number = CLASSES.includes(text)
      ? CLASSES.indexOf(text)
      : NUMBER.test(text)
        ? Number(text)
        : -1;
    return CLASSES[number] === undefined ? null : [number];
  },
  distributions(text) {
    const parts = numbers(text, CLASSES.length);
    if (parts === null || Math.min(...parts) < 0) return null;
    return Math.abs(parts.reduce((sum, part) => sum + part, 0) - 1) <= 1.000001e-6 ? parts : null;
  },
  vectors: (text) => numbers(text, 3),
};

/** An array of so many finite numbers. */
function numbers(text: string, count: number): number[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length !== count) return null;
  const found = value.filter((one): one is number => Number.isFinite(one));
  return found.length === count ? found : null;
}

const number = fc.oneof(
  fc.constantFrom("0", "1", "-0", "0.5", "0.25", "5e-1", "-1", "1e999", "01", "1.", ".5", "null"),
  fc.double({ min: 0, max: 1, noNaN: true }).map(String),
  fc.double({ noNaN: true }).map(String),
);
const space = fc.constantFrom("", "", " ", "\n\t", "\r", "\u00a0");
const array = fc
  .tuple(fc.array(fc.tuple(space, number, space), { maxLength: 5 }), space, space)
  .map(([parts, a, b]) => `${a}[${parts.map((part) => part.join("")).join(",")}]${b}`);
/** A distribution over four classes, near enough to summing to 1 for either verdict. */
const shares = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.constantFrom(0, 0, 5e-7, 2e-6, 0.01))
  .map(([a, b, c, off]) => {
    const sum = a + b + c + 1;
    return JSON.stringify([a / sum, b / sum, c / sum, 1 / sum + off]);
  });
const text = fc.oneof(
  shares,
  array,
  number,
  fc.constantFrom(...CLASSES, "Rain", "3", "4", "[", "]", "[,]", '["1",0,0]', "[[1,2,3]]"),
  fc.string({ unit: "binary", maxLength: 6 }).map((one) => Buffer.from(one).toString()),
);

describe("any text, in a string or, where it is JSON, as it stands", () => {
  it.each(Object.keys(MEANING))("is read as %s or left out, as V8 would decide", (topic) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 6 }), (texts) => {
        const items = texts.map(([one, bare], i) => {
          const value = bare && isJson(one) ? one : JSON.stringify(one);
          return `{"inference":${value},"worker":"w${i}"}`;
        });
        const payload = `{"inferences":[{"timestamp":1,"inferences":[${items.join(",")}]}]}`;
        const result = run(guest, payload, { env: `{"TOPIC_ID":"${topic}"}` });
        expect(result.trap ?? result.exit).toBeNull();
        const lines = result.stderr.split("\n");
        texts.forEach(([one, bare], i) => {
          // A string as it stands is a string in a string.
          const said = bare && isJson(one) ? bareText(one) : one;
          const parts = MEANING[topic]!(said);
          const line = lines.find((line) => line.startsWith(`inference w${i} `));
          expect(line?.split(" ").slice(2).map(Number) ?? null, `${topic} ${said}`).toEqual(parts);
          expect(lines.includes(`left-out w${i}`)).toBe(parts === null);
        });
      }),
      { numRuns: 400 },
    );
  });
});

function isJson(one: string): boolean {
  try {
    JSON.parse(one);
    return true;
  } catch {
    return false;
  }
}

/** JSON without the white space around it, which belongs to the payload; of a string its value. */
function bareText(one: string): string {
  const value: unknown = JSON.parse(one);
  return typeof value === "string" ? value : one.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

const MATRIX =
  '"weights":[{"reputer":"r1","worker":"a","weight":"25000"},{"reputer":"r2","worker":"é","weight":7}]';
/** Payloads of the kinds that the topics read. */
const DOCUMENTS = [
  `{"inferences":[{"timestamp":"9","inferences":[{"worker":"a","inference":"rain"},{"worker":"b","inference":"sn\\"\\u00f6w"},{"worker":"c","inference":2}]}],"latest_weights":{"a":"25000"},${MATRIX},"ground_truth":[{"timestamp":"9","value":"rain"},{"value":1,"timestamp":8}]}`,
  `{${MATRIX},"ground_truth":[{"timestamp":"9","value":"2"}],"inferences":[{"inferences":[{"inference":"[0.5,0.25,0.25,0]","worker":"a"},{"worker":"b","inference":[0,1,0,0]}],"timestamp":9}]}`,
  `{"inferences":[{"timestamp":"9","inferences":[{"worker":"a","inference":"[1, -2.5e3 ,3]"},{"worker":"a","inference":[1,2,3]}]}],"ground_truth":[{"timestamp":"9","value":"[1,2,3]"},{"timestamp":"10","value":[3,2,1]},{"timestamp":11,"value":5}],"weights":[]}`,
  '{"inferences":[],"latest_weights":{},"weights":[],"ground_truth":[]}',
];

/** Mutants to try for each topic; `npm run test:full -w @weightkit/sdk` asks for more. */
const MUTANTS = Math.ceil(Number(process.env["WEIGHTKIT_MUTANTS"] ?? 6_000) / 4);

describe("whatever the bytes, reading ends with a round or with a place", () => {
  it.each(["numbers", ...Object.keys(MEANING)])(
    `of ${MUTANTS} mutants: %s`,
    { timeout: 3_600_000 },
    (topic) => {
      const env = `{"TOPIC_ID":"${topic}"}`;
      let accepted = 0;
      for (const bytes of mutants(8, MUTANTS, DOCUMENTS)) {
        const result = run(guest, bytes, { env });
        const shown = JSON.stringify(Buffer.from(bytes).toString("latin1"));
        expect(result.trap, shown).toBeNull();
        expect(result.stdout, shown).toBe("");
        if (result.exit === null) {
          accepted += 1;
          continue;
        }
        expect(result.exit, shown).toBe(65);
        const place = /^[^\n]+: [^\n]+ at byte (\d+)\n$/.exec(result.stderr);
        expect(place, `${result.stderr} ${shown}`).not.toBeNull();
        expect(Number(place?.[1]), shown).toBeLessThanOrEqual(bytes.length);
      }
      // Of both kinds, or nothing was tried.
      expect(accepted).toBeGreaterThan(MUTANTS / 20);
      expect(accepted).toBeLessThan(MUTANTS * 0.9);
    },
  );
});
