// What every rule promises. A new one goes into the tables, or the first test fails.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import { amount, columns, finite, keys, orderOf, permuted, sumOf } from "../support/properties.js";
import { loadRules, type Rules } from "../support/rules.js";
import type { WasmModule } from "../support/wasm.js";

/** Rules that learn, with arguments, at the edges of what is allowed too. */
const LEARNING: [rule: string, ...args: number[]][] = [
  ["hedge", 0],
  ["hedge", 0.5],
  ["hedge", 1e308],
  ["bayes", 0],
  ["bayes", 0.97],
  ["bayes", 1],
  ["exponentiatedGradient", 3, 10, 0.2],
  ["exponentiatedGradient", -1e308, 5e-324, 1e308],
  ["inverseVariance", 0],
  ["inverseVariance", 1e-3],
  ["medianDistance", 0],
  ["medianDistance", 1e300],
  ["followTheLeader", 0],
  ["followTheLeader", 0.9],
];
/** Rules that shape what was learnt. */
const SHAPING: [rule: string, ...args: number[]][] = [
  ["floored", 0.01],
  ["floored", 0.4],
  ["spread", 0.1],
  ["spread", 1],
  ["capped", 0.3],
  ["newcomers", 0.1],
  ["liveness", 0.8],
];
/** Those whose second column may be negative. */
const SIGNED = new Set(["exponentiatedGradient"]);
/** The one whose weights need not sum to 1. */
const EMA: [rule: string, ...args: number[]] = ["ema", 0.3];

let rules: Rules;
let guest: WasmModule;
beforeAll(async () => {
  rules = await loadRules();
  guest = await compileGuest("second-run");
});

const namesOf = (table: [string, ...number[]][]) => [...new Set(table.map(([name]) => name))];

it("names every rule", () => {
  const source = readFileSync(new URL("../../assembly/weights.ts", import.meta.url), "utf8");
  const all = Array.from(source.matchAll(/^ {2}(\w+)\([^)]*\): Weights \{/gm), ([, name]) => name);
  expect(namesOf([EMA, ...LEARNING, ...SHAPING]).sort()).toEqual(all.sort());
});

describe.each([...LEARNING, ...SHAPING])("%s (%d, %d)", (rule, ...args) => {
  const second = SIGNED.has(rule) ? finite : amount;
  const pair = fc
    .tuple(columns(amount, 2), columns(second, 2))
    .map(
      ([[weights = []], [, column = []]]) => [weights, column.slice(0, weights.length)] as const,
    );

  it("gives weights that are finite, at least 0 and sum to 1, whatever the numbers", () => {
    fc.assert(
      fc.property(pair, ([weights, column]) => {
        const next = rules(rule, [weights, column], ...args).column;
        for (const weight of next) {
          if (weight === null) continue;
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThanOrEqual(1 + 1e-14);
        }
        if (next.some((weight) => weight !== null)) expect(sumOf(next)).toBeCloseTo(1, 13);
        // Nobody loses the weight it had.
        weights.forEach((weight, i) => {
          if (weight !== null) expect(next[i]).not.toBeNull();
        });
      }),
    );
  });
});

describe.each([EMA, ...LEARNING, ...SHAPING])("%s (%d, %d)", (rule, ...args) => {
  it("gives a worker exactly the same wherever it stands", () => {
    const second = SIGNED.has(rule) ? finite : amount;
    fc.assert(
      fc.property(
        columns(amount, 1),
        columns(second, 1),
        keys,
        ([weights = []], [other = []], by) => {
          const column = other.slice(0, weights.length);
          const order = orderOf(by, weights.length);
          const moved = [permuted(weights, order), permuted(column, order)];
          expect(rules(rule, moved, ...args).column).toEqual(
            permuted(rules(rule, [weights, column], ...args).column, order),
          );
        },
      ),
    );
  });
});

describe.each([EMA, ...LEARNING])("%s (%d, %d)", (rule, ...args) => {
  it("leaves shares as they are when there is nothing to learn from", () => {
    fc.assert(
      fc.property(columns(fc.integer({ min: 1, max: 1 << 20 }), 1), ([parts = []]) => {
        const sum = sumOf(parts);
        const shares = parts.map((part) => (part === null ? null : part / sum));
        const next = rules(rule, [shares, []], ...args).column;
        next.forEach((share, i) => {
          if (shares[i] === null || shares[i] === undefined) expect(share).toBeNull();
          else expect(share).toBeCloseTo(shares[i], 14);
        });
      }),
    );
  });
});

describe("monotone: of two workers with the same weight, the one with the larger loss never ends with more", () => {
  it.each<[string, number]>([
    ["hedge", 0.7],
    ["bayes", 0.9],
    ["inverseVariance", 0.01],
    ["medianDistance", 0.01],
    ["followTheLeader", 0.5],
  ])("%s(%d)", (rule, argument) => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 8 }), (losses) => {
        const next = rules(rule, [losses.map(() => 1), losses], argument).column;
        for (const [i, a] of losses.entries()) {
          for (const [k, b] of losses.entries()) {
            if (a > b) expect(next[i]!).toBeLessThanOrEqual(next[k]!);
          }
        }
      }),
    );
  });
});

describe("a run that learns nothing", () => {
  const stored = { a: "70000", b: "30000", gone: "7" };
  const sets = [200, 100].map((timestamp) => ({
    timestamp: String(timestamp),
    inferences: ["a", "b", "new"].map((worker, i) => ({ worker, inference: String(i * 3) })),
  }));
  const output = (chain: string[], inferences: object[], latest_weights: object = stored) => {
    const env = `{"TOPIC_ID": "${chain.join(",")}"}`;
    const result = run(guest, JSON.stringify({ inferences, latest_weights }), { env });
    expect(result.trap ?? result.exit).toBeNull();
    return result.stdout;
  };
  const NOBODY = '{"type":"weights","weights":{}}\n';
  const learning = namesOf([EMA, ...LEARNING]);
  const shaping = namesOf(SHAPING);

  it.each(learning)(
    "%s, with every shaping rule around it, changes nothing on an empty window",
    (rule) => {
      for (const shape of shaping) {
        expect(output(["newcomers", rule, shape], [])).toBe(NOBODY);
        expect(output(["newcomers", rule, shape], sets)).not.toBe(NOBODY);
      }
      expect(output([rule], [])).toBe(NOBODY);
    },
  );

  it.each(shaping)("%s alone changes nothing, whatever the window", (shape) => {
    for (const window of [[], sets.slice(0, 1), sets]) expect(output([shape], window)).toBe(NOBODY);
  });

  it("commits the equal weights of a first round, and nothing for an empty one", () => {
    const zero = { a: "0", b: "0", new: "0" };
    expect(output(["spread"], sets, zero)).toContain('"a":"0.33334"');
    expect(output(["hedge", "spread"], [], {})).toBe(NOBODY);
  });

  it("commits no equal weights in a first round of one set: they would hold back whoever comes later", () => {
    const zero = { a: "0", b: "0", new: "0" };
    expect(output(["spread"], sets.slice(0, 1), zero)).toBe(NOBODY);
    expect(output(["hedge", "spread"], sets.slice(0, 1), zero)).not.toBe(NOBODY);
  });

  it("commits weights made by hand, and keeps all when asked to", () => {
    expect(output(["byHand"], [])).toContain('"a":"0.33334"');
    const env = '{"TOPIC_ID": "keep"}';
    const payload = JSON.stringify({ inferences: sets, latest_weights: stored });
    const result = run(guest, payload, { env });
    // The guest commits after it, which is refused.
    expect(result.stdout).toBe(NOBODY);
    expect(result.stderr).toBe("commit: called twice\n");
  });
});
