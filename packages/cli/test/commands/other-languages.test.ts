import { cpSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { TOOLCHAINS } from "../../../../scripts/docs/toolchains.mjs";
import { vectorPath } from "../../../../test/support/inputs.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

// The examples in Rust, Go and C are one rule three times: each must print what these few lines give.

interface Payload {
  readonly inferences: readonly {
    readonly timestamp: string;
    readonly inferences: readonly { readonly worker: string; readonly inference: string }[];
  }[];
  readonly latest_weights: Readonly<Record<string, string>>;
}

function expected({ inferences: sets, latest_weights: stored }: Payload): Record<string, string> {
  const newest = [...sets].sort((a, b) => Number(b.timestamp) - Number(a.timestamp))[0];
  const values = new Map(
    (newest?.inferences ?? [])
      .map(({ worker, inference }) => [worker, Number.parseFloat(inference)] as const)
      .filter(([, value]) => Number.isFinite(value)),
  );
  const sorted = [...values.values()].sort((a, b) => a - b);
  const [low = 0, high = 0] = [Math.floor, Math.ceil].map(
    (round) => sorted[round((sorted.length - 1) / 2)],
  );
  const middle = (low + high) / 2;
  const distances = sorted.map((value) => Math.abs(value - middle));
  const mean = distances.reduce((sum, one) => sum + one, 0) / sorted.length;
  return Object.fromEntries(
    [...values].map(([worker, value]) => {
      const fresh = mean > 0 ? 1 / (1 + Math.abs(value - middle) / mean) : 1;
      const old = Number(stored[worker] ?? 0) / 100_000;
      return [worker, (old > 0 ? 0.7 * old + 0.3 * fresh : fresh).toFixed(6)];
    }),
  );
}

const set = (timestamp: string, values: Record<string, string>): Payload["inferences"][number] => ({
  timestamp,
  inferences: Object.entries(values).map(([worker, inference]) => ({ worker, inference })),
});

const PAYLOADS: readonly Payload[] = [
  {
    inferences: [set("1700006400", { b: "2544", a: "2500", c: "9000", d: "2501" })],
    latest_weights: { a: "31764", c: "1", e: "100000" },
  },
  // The newest set counts, wherever it stands; what is not a number is left out.
  {
    inferences: [
      set("1700002800", { a: "1", b: "2" }),
      set("1700006400", { a: "NaN", b: "7", c: "-3.5e2", d: "x", é: "8" }),
    ],
    latest_weights: { b: "0" },
  },
  { inferences: [set("1", { a: "5", b: "5" })], latest_weights: { a: "50000" } },
  { inferences: [set("1", { a: "5" })], latest_weights: {} },
  { inferences: [], latest_weights: { a: "5" } },
];

describe.each(Object.entries(TOOLCHAINS))("weight logic in %s", (language, { isThere }) => {
  test.skipIf(!isThere())(
    "gives the same weights as its rule, and the same bytes in another folder",
    { timeout: 240_000 },
    async () => {
      const folders = [join(temporaryFolder(), "here"), join(temporaryFolder(), "a/deeper/there")];
      const ids: string[] = [];
      for (const cwd of folders) {
        cpSync(example(language), cwd, { recursive: true, filter: isSource });
        const { code, stdout, stderr } = await weightkit(["build", "--yes", "--json"], { cwd });
        expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
        ids.push((JSON.parse(stdout) as { functionId: string }).functionId);
      }
      expect(ids[0]).toBe(ids[1]);
      const [cwd = ""] = folders;
      const { stdin } = JSON.parse(readFileSync(vectorPath("payload.json"), "utf8")) as {
        stdin: string;
      };
      for (const text of [stdin, ...PAYLOADS.map((one) => JSON.stringify(one))]) {
        const run = await weightkit(["run", "--payload", "-", "--json"], { cwd, stdin: text });
        const { stdout } = JSON.parse(run.stdout) as { stdout: string };
        const weights = expected(JSON.parse(text) as Payload);
        expect(JSON.parse(stdout)).toEqual({ type: "weights", weights });
      }
    },
  );
});

function example(language: string): string {
  return join(import.meta.dirname, "../../../../examples", language);
}

function isSource(path: string): boolean {
  return !["build", "target", "history", ".weightkit"].includes(basename(path));
}
