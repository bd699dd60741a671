import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { logicFromBytes } from "../../src/logic/load.js";
import type { HttpAnswerer, HttpRequest } from "../../src/runtime/http/http-exchange.js";
import { nothingAsked, type RunOutcome } from "../../src/runtime/engine.js";
import { crossChecked, type Differences } from "../../src/runtime/external/cross-check.js";
import { externalEngine } from "../../src/runtime/external/external-engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { truthAnswerer } from "../../src/round/truth-answerer.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { start, textOf } from "../support/run.js";
import { wat } from "../support/wat.js";

// The stand-in asks as the HTTP client of bls-runtime does: http through the proxy by the whole URL, https by CONNECT.
const command = fileURLToPath(new URL("../support/fake-engine.mjs", import.meta.url));
const limits = { ...DEFAULT_LIMITS, milliseconds: 20_000 };

async function ask(
  url: string,
  http: HttpAnswerer,
  permissions = ["http://data.example/", "https://data.example/"],
): Promise<RunOutcome> {
  const logic = logicFromBytes(`ask_${Buffer.from(url).toString("hex")}`, wat(start("nop")));
  const engine = externalEngine("bls-runtime", { command });
  const prepared = engine.prepare(logic, { limits, metered: true });
  return await prepared.run({ ...nothingAsked, blockTime: 1000, permissions, http });
}

describe("HTTP requests of a runtime in another process", () => {
  it("are answered from the truth table, as known at the block time", async () => {
    const truth = {
      ...{ length: 2, texts: null },
      timestamps: Float64Array.of(100, 200),
      values: Float64Array.of(7.5, 8),
      availableAt: Float64Array.of(900, 1100),
    };
    const route = { url: "http://data.example/v?at={timestamp}", pointer: "/value" };
    const answers = truthAnswerer(truth, route);
    const known = await ask("http://data.example/v?at=100", answers);
    expect(textOf(known.stdout)).toBe('200 application/json {"value":7.5}');
    expect(known.failure).toBeNull();
    const later = await ask("http://data.example/v?at=200", answers);
    expect(textOf(later.stdout)).toBe(
      '404 application/json {"error":"no value for this timestamp"}',
    );
  });

  it("reach the answerer as the guest made them, and are remembered", async () => {
    const seen: [HttpRequest, number][] = [];
    const outcome = await ask("http://data.example/a?b=1", (request, blockTime) => {
      seen.push([request, blockTime]);
      return { status: 201, headers: { "content-type": "text/plain" }, body: Buffer.from("ok") };
    });
    const request = {
      ...{ method: "GET", url: "http://data.example/a?b=1", headers: { "x-own": "1" }, body: null },
    };
    expect(seen).toEqual([[request, 1000]]);
    expect(textOf(outcome.stdout)).toBe("201 text/plain ok");
    expect(outcome.exchanges).toMatchObject([{ request, refused: false }]);
  });

  it("fail the run when nothing answers", async () => {
    const outcome = await ask("http://data.example/none", () => null);
    expect(textOf(outcome.stdout)).toBe("error 11");
    expect(outcome.failure).toMatchObject({ code: "WK440" });
  });

  it("are cut off where no permission allows them, as a redirect's would be", async () => {
    const asked: unknown[] = [];
    const outcome = await ask("http://elsewhere.example/", (request) => {
      asked.push(request);
      return null;
    });
    expect([textOf(outcome.stdout), asked]).toEqual(["error 11", []]);
  });

  it("cannot be answered over TLS, and a difference by that reports it", async () => {
    const outcome = await ask("https://data.example/v", () => null);
    expect(outcome.incomparable).toMatch(/^bls-runtime asked data\.example over TLS/);
    expect(outcome.notes).toContain(outcome.incomparable);
    const found: Omit<Differences, "engines" | "runs">[] = [];
    const external = externalEngine("bls-runtime", { command });
    const both = crossChecked(v8Engine, external, (one) => found.push(one));
    const name = `ask_${Buffer.from("https://data.example/v").toString("hex")}`;
    const prepared = both.prepare(logicFromBytes(name, wat(start("nop"))), {
      limits,
      metered: true,
    });
    await prepared.run({ ...nothingAsked, permissions: ["https://data.example/"] });
    expect(found).toMatchObject([{ incomparable: outcome.incomparable }]);
  });
});
