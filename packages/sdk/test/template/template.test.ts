import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../support/compile.js";
import { run, type Run } from "../support/host.js";
import { wasm, type WasmModule } from "../support/wasm.js";

const SOURCE = new URL(
  "../../../../templates/ema-absolute-error/logic/weights.ts",
  import.meta.url,
);

let bytes: Uint8Array;
let template: WasmModule;
beforeAll(async () => {
  bytes = await compile(await readFile(SOURCE, "utf8"), { flags: ["-O3s"] });
  template = new wasm.Module(bytes);
});

/** One round whose truth is 10 at every time. */
function round(payload: object, delay: unknown = 10): Run {
  return run(template, JSON.stringify(payload), {
    http: () => ({ status: 200, body: JSON.stringify({ delay }) }),
  });
}

function set(timestamp: number, values: Record<string, number>): object {
  const inferences = Object.entries(values).map(([worker, value]) => ({
    worker,
    inference: String(value),
  }));
  return { timestamp: String(timestamp), inferences };
}

function weights(result: Run): Record<string, number> {
  expect(result.trap ?? result.exit).toBeNull();
  const { weights: texts } = JSON.parse(result.stdout) as { weights: Record<string, string> };
  return Object.fromEntries(Object.entries(texts).map(([worker, text]) => [worker, Number(text)]));
}

describe("the ema-absolute-error template", () => {
  it("is at most 25 lines, 16 KB and, compressed, 8 KB", async () => {
    expect((await readFile(SOURCE, "utf8")).trimEnd().split("\n").length).toBeLessThanOrEqual(25);
    expect(bytes.length).toBeLessThanOrEqual(16 * 1024);
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(8 * 1024);
  });

  it("does the seed's seven steps", () => {
    // Losses 0, 1, 3: shares 0, 1/4, 3/4; inverted (1 - share) / 2: 1/2, 3/8, 1/8.
    // 0.1 * score + 0.9 * weight: 0.05 + 0.45, 0.0375 + 0.27, 0.0125 + 0.18.
    const result = round({
      inferences: [set(200, { a: 10, b: 9, c: 13 }), set(100, { a: 99, b: 9, c: 13 })],
      latest_weights: { a: "50000", b: "30000", c: "20000" },
    });
    expect(weights(result)).toEqual({ a: 0.5, b: 0.3075, c: 0.1925 });
    expect(result.urls).toEqual(["https://data.example/traffic/101?at=200"]);
  });

  it("starts from equal weights", () => {
    // Shares 0 and 1, inverted 1 and 0: 0.1 + 0.45 and 0.45.
    const payload = { inferences: [set(1, { a: 10, b: 12 })], latest_weights: { a: "0", b: "0" } };
    expect(weights(round(payload))).toEqual({ a: 0.55, b: 0.45 });
  });

  it("names nobody while no truth is known, so that all weights stay", () => {
    const payload = {
      inferences: [set(1, { a: 10, b: 12 })],
      latest_weights: { a: "70000", b: "30000" },
    };
    expect(round(payload, null).stdout).toBe('{"type":"weights","weights":{}}\n');
  });

  it("commits an empty object in the empty first round", () => {
    const result = round({ inferences: [], latest_weights: {} });
    expect(result.stdout).toBe('{"type":"weights","weights":{}}\n');
    expect(result.urls).toEqual([]);
  });

  it.each([
    ["one worker", { a: 12 }, { a: 1 }],
    ["all perfect", { a: 10, b: 10 }, { a: 0.5, b: 0.5 }],
    ["all wrong alike", { a: 11, b: 9 }, { a: 0.5, b: 0.5 }],
    ["errors beyond the largest double", { a: 1.7e308, b: -1.7e308 }, { a: 0.5, b: 0.5 }],
  ])("has finite weights that sum to 1 for %s", (_name, values, expected) => {
    expect(weights(round({ inferences: [set(1, values)] }, 10))).toEqual(expected);
  });

  it("scores a newcomer from 0 and leaves who is missing alone", () => {
    // a: 0.1 * 1/2 + 0.9 * 0.5; new: 0.1 * 1/2; gone: 0.5; all over 1.05.
    const payload = {
      inferences: [set(1, { a: 11, new: 9 })],
      latest_weights: { a: "50000", gone: "50000" },
    };
    expect(weights(round(payload))).toEqual({ a: 0.47619, new: 0.04762, gone: 0.47619 });
  });
});
