import { beforeAll, describe, expect, it } from "vitest";
import { compile, compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import { wasm, type WasmModule } from "../support/wasm.js";

const ORACLE = 'allo1"oracle';
let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("oracle", { payloadLimit: 1 << 16 });
});

type Sets = [timestamp: number, inferences: [worker: string, value: string][]][];

/** Runs the guest: what it logged, and what it printed. */
function round(sets: Sets, latest_weights: object = {}) {
  const inferences = sets.map(([timestamp, all]) => ({
    timestamp: String(timestamp),
    inferences: all.map(([worker, inference]) => ({ worker, inference })),
  }));
  const result = run(guest, JSON.stringify({ inferences, latest_weights }));
  expect(result.trap ?? result.exit).toBeNull();
  const { weights } = JSON.parse(result.stdout) as { weights: Record<string, string> };
  return { lines: result.stderr.trimEnd().split("\n"), weights };
}

describe("truth that a worker brings", () => {
  it("is what the worker answers a lag later, within the tolerance, in its scale", () => {
    const { lines } = round([
      [
        9_000,
        [
          ["a", "1"],
          [ORACLE, "350"],
        ],
      ],
      [
        5_459,
        [
          ["a", "2"],
          [ORACLE, "250"],
        ],
      ],
      [
        1_800,
        [
          ["a", "3"],
          [ORACLE, "150"],
        ],
      ],
    ]);
    // 1800 + 3600 = 5400, 59 seconds before the answer; 5459 + 3600 = 9059, 59 after it.
    expect(lines).toEqual(["9000 unknown", "5459 3.5", "1800 2.5", "a"]);
  });

  it("is not known when the nearest answer is further away than the tolerance", () => {
    const { lines } = round([
      [
        7_261,
        [
          ["a", "1"],
          [ORACLE, "350"],
        ],
      ],
      [3_600, [["a", "2"]]],
    ]);
    expect(lines).toEqual(["7261 unknown", "3600 unknown", "a"]);
  });

  it("is the nearest answer, the earlier of two that are as near", () => {
    const { lines } = round([
      [7_210, [[ORACLE, "300"]]],
      [7_190, [[ORACLE, "200"]]],
      [7_150, [[ORACLE, "100"]]],
      [3_600, [["a", "2"]]],
      [3_560, [["a", "2"]]],
    ]);
    expect(lines.slice(3, 5)).toEqual(["3600 2", "3560 1"]);
  });

  it("is not known while the worker is silent or answers nonsense", () => {
    for (const inferences of [[], [[ORACLE, "x"]], [[ORACLE, "1e999"]]] as Sets[0][1][]) {
      expect(
        round([
          [7_200, inferences],
          [3_600, [["a", "2"]]],
        ]).lines[1],
      ).toBe("3600 unknown");
    }
  });

  it("comes from no other name, and from an escaped one too", () => {
    const payload = (name: string) =>
      `{"inferences":[{"timestamp":"7200","inferences":[{"worker":"a","inference":"1"},{"worker":"${name}","inference":"900"}]},` +
      '{"timestamp":"3600","inferences":[{"worker":"a","inference":"1"}]}]}';
    for (const [name, truth] of [
      ['allo1\\"oracle', "9"],
      ["allo1\\u0022\\u006fracle", "9"],
      ["allo1oracle", "unknown"],
      ['allo1\\"oracl', "unknown"],
      ['allo1\\"oracles', "unknown"],
    ]) {
      expect(run(guest, payload(name ?? "")).stderr).toContain(`3600 ${truth}\n`);
    }
  });

  it("leaves the worker out of the round: no set, no loss, no weight, whatever the rules do", () => {
    const sets: Sets = [
      [
        7_200,
        [
          [ORACLE, "200"],
          ["a", "2"],
          ["b", "5"],
        ],
      ],
      [
        3_600,
        [
          ["a", "2"],
          [ORACLE, "100"],
          ["b", "5"],
        ],
      ],
    ];
    expect(round(sets).lines).toEqual(["7200 unknown", "3600 2", "a", "b"]);
    expect(Object.keys(round(sets).weights)).toEqual(["a", "b"]);
    // A weight that it has, as everyone in a first round of some hosts, is taken away.
    const { weights } = round(sets, { a: "40000", b: "30000", [ORACLE]: "30000" });
    expect(weights[ORACLE]).toBe("0.00000");
    expect(Number(weights["a"]) + Number(weights["b"])).toBeCloseTo(1, 9);
    // 0 is not a weight.
    expect(Object.keys(round(sets, { a: "50000", b: "50000", [ORACLE]: "0" }).weights)).toEqual([
      "a",
      "b",
    ]);
  });

  it("changes nothing in a run that sees one set", () => {
    const sets: Sets = [
      [
        7_200,
        [
          [ORACLE, "200"],
          ["a", "2"],
        ],
      ],
    ];
    expect(round(sets, { a: "100000", b: "5" }).weights).toEqual({});
  });

  it("refuses a stored weight given twice, and text that is not JSON", () => {
    const twice = '{"inferences":[],"latest_weights":{"allo1\\"oracle":"1","allo1\\"oracle":"2"}}';
    expect(run(guest, twice)).toMatchObject({ exit: 65 });
    expect(run(guest, twice.replace(/"1"/, '"1')).exit).toBe(65);
  });

  it.each([
    ['Round.read(); Truth.worker("a", 60, 5)', "before the round is read"],
    ['Truth.worker("a", 60, 60); Round.read()', "tolerance must be below the lag"],
    ['Truth.worker("a", 60, 5); Truth.worker("b", 60, 5)', "make only one"],
    ['Truth.worker("a", 60, 5, 0)', "scale must be above 0"],
  ])("%s ends the run with a message", async (calls, message) => {
    const source = `import { Round, Truth } from "@weightkit/sdk";\n${calls};`;
    const module = new wasm.Module(await compile(source));
    const result = run(module, '{"inferences":[]}');
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toContain(message);
  });
});
