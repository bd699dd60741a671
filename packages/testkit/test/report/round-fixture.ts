import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";

/** A round's fixture with `text` wherever a text may stand. */
export function roundFixture(text: string): RoundFixture {
  const bytes = Buffer.from(text);
  const request = {
    method: "GET" as const,
    url: text,
    headers: { [text.toLowerCase()]: text },
    body: text,
  };
  return {
    origin: {
      ...{ topic: text, round: 1, second: false, reputer: text, host: text },
      engine: text,
    },
    logic: { name: text, sha256: text },
    request: {
      ...{ stdin: bytes, stdinMode: "inherit", env: { [`k${text}`]: text }, args: [text] },
      ...{ permissions: [text], blockTime: 1, seed: 1, limits: DEFAULT_LIMITS, runtime: "both" },
      answers: [
        { request, response: { status: 200, headers: {}, body: bytes } },
        { request, response: null, why: text },
      ],
      truth: {
        route: { url: text, pointer: text },
        rows: [{ timestamp: 1, value: text, availableAt: 1 }],
      },
      judging: { known: [text], strangers: 0, submitsFailures: true },
    },
    expected: {
      ...{ exitCode: 0, stdout: bytes, stderr: bytes, fuel: 1, memoryPages: 1, notes: [text] },
      ...{ stored: new Map([[text, 1]]), failure: { code: "WK411", message: text } },
    },
  };
}
