import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { weightkit } from "../../packages/cli/test/support/run-cli.js";

interface Rate {
  readonly share: number;
  readonly error: number | null;
}

/** A cell has `covered`, or the others. */
interface Rates {
  readonly covered?: Rate;
  readonly verdicts?: Rate;
  readonly verdictsGated?: Rate;
  readonly gated?: Rate;
}

interface Bars {
  readonly most?: number;
  readonly least?: number;
  readonly mostGated?: number;
  readonly mostShareGated?: number;
}

interface Cell {
  readonly group: string;
  readonly row: string;
  readonly n: number;
  readonly histories: number;
  readonly bars: Bars;
  readonly rates: Rates;
  readonly missed: readonly string[];
}

interface Measured {
  readonly version: number;
  readonly seeds: number;
  readonly wasmSeeds: number;
  readonly cells: readonly Cell[];
}

const path = (relative: string): string =>
  fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const recorded = JSON.parse(readFileSync(path("bench/verdict.json"), "utf8")) as Measured;
const key = ({ group, row, n, bars }: Cell): string => JSON.stringify([group, row, n, bars]);
const rowsOf = (group: string): Set<string> =>
  new Set(recorded.cells.filter((cell) => cell.group === group).map(({ row }) => row));

describe("the bench of verdicts", () => {
  it("runs, with few histories", { timeout: 300_000 }, async () => {
    // It builds what is not up to date; here that is done with the compiler that remembers.
    const { WASM_DESIGNS } = (await import(path("bench/verdict/wasm.mjs"))) as {
      readonly WASM_DESIGNS: readonly { readonly template: string }[];
    };
    for (const { template } of WASM_DESIGNS)
      await weightkit(["build", "-p", path(`templates/${template}`)]);
    const text = execFileSync(process.execPath, [path("bench/verdict.mjs"), "--quick", "--json"], {
      encoding: "utf8",
    });
    const quick = JSON.parse(text) as Measured;
    // The cells and bars that the recorded run was held to.
    expect(quick.cells.map(key)).toEqual(recorded.cells.map(key));
    for (const cell of quick.cells) {
      expect(cell.histories).toBe(cell.group === "wasm" ? quick.wasmSeeds : quick.seeds);
      for (const { share } of Object.values({ ...cell.rates })) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
  });

  it("was recorded on 2,000 histories a cell and 200 by real WASM, and missed no bar", () => {
    expect([recorded.seeds, recorded.wasmSeeds]).toEqual([2000, 200]);
    expect(rowsOf("size").size).toBeGreaterThanOrEqual(16);
    expect(rowsOf("wasm").size).toBe(4);
    for (const cell of recorded.cells) {
      expect(cell.histories).toBe(cell.group === "wasm" ? 200 : 2000);
      expect([cell.row, cell.n, ...cell.missed]).toEqual([cell.row, cell.n]);
    }
  });

  it("has rates that the bars follow from", () => {
    for (const { row, n, bars, rates } of recorded.cells) {
      const main = (rates.covered ?? rates.verdicts)!;
      const slack = 2 * main.error!;
      const held = [
        main.share <= (bars.most ?? 1) + slack,
        main.share >= (bars.least ?? 0) - slack,
        (rates.verdictsGated?.share ?? 0) <=
          (bars.mostGated ?? 1) + 2 * (rates.verdictsGated?.error ?? 0),
        (rates.gated?.share ?? 0) <= (bars.mostShareGated ?? 1) + 2 * (rates.gated?.error ?? 0),
      ];
      expect([row, n, ...held]).toEqual([row, n, true, true, true, true]);
    }
  });
});

it("the page about it prints what was recorded", async () => {
  const { withTables } = (await import(path("bench/verdict/markdown.mjs"))) as {
    readonly withTables: (page: string, measured: Measured) => string;
  };
  const page = readFileSync(path("docs/explanation/how-sure.md"), "utf8");
  expect(page).toBe(withTables(page, recorded));
  for (const group of ["size", "few", "wasm", "topics", "coverage", "power"]) {
    expect(page).toContain(`<!-- ${group} -->`);
  }
});
