import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import { doubles, randomBits } from "../support/numbers.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("print", { payloadLimit: 1 << 20 });
});

/** Random numbers to try; `npm run test:full -w @weightkit/sdk` asks for more. */
const NUMBERS = Number(process.env["WEIGHTKIT_NUMBERS"] ?? 40_000);

/** Each number's text. */
function print(numbers: readonly number[]): string[] {
  const texts: string[] = [];
  // Printing leaves its work space behind, so not too many at once.
  for (let from = 0; from < numbers.length; from += 4_000) {
    const result = run(
      guest,
      new Uint8Array(Float64Array.from(numbers.slice(from, from + 4_000)).buffer),
    );
    expect(result.trap ?? result.exit).toBeNull();
    texts.push(...result.stdout.split("\n").slice(0, -1));
  }
  return texts;
}

/** JavaScript's own text, but for minus zero. */
function expected(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function agree(numbers: readonly number[]): void {
  const ours = print(numbers);
  expect(ours.length).toBe(numbers.length);
  const wrong = numbers.filter((value, i) => ours[i] !== expected(value));
  expect(wrong.slice(0, 10).map((value) => [expected(value), print([value])[0]])).toEqual([]);
}

describe("double to shortest decimal text", () => {
  it(`writes ${NUMBERS} random doubles as JavaScript does`, { timeout: 3_600_000 }, () => {
    for (let from = 0; from < NUMBERS; from += 40_000) {
      agree([...doubles(3 + from, Math.min(40_000, NUMBERS - from))]);
    }
  });

  it("writes weights and other everyday numbers as JavaScript does", () => {
    const next = randomBits(9);
    const below = (limit: number): number => Number(next() % BigInt(limit));
    agree(Array.from({ length: 5_000 }, () => below(1_000_000) / 1_000_000));
    agree(Array.from({ length: 5_000 }, () => below(1_000_000_000)));
    agree(Array.from({ length: 5_000 }, () => below(100_000) / (1 + below(1_000))));
  });

  it("writes powers of two and of ten, where neighbours lie unevenly, as JavaScript does", () => {
    agree(Array.from({ length: 2_098 }, (_, i) => 2 ** (i - 1_074)));
    agree(Array.from({ length: 632 }, (_, i) => Number(`1e${i - 323}`)));
  });

  it("writes the edges", () => {
    const numbers = [
      0,
      -0,
      1,
      -1,
      5e-324,
      2 ** -1022,
      2 ** -1022 - 5e-324,
      Number.MAX_VALUE,
      2 ** 53,
      1e21,
      1e-6,
      1e-7,
      123e-20,
      0.1 + 0.2,
    ];
    agree(numbers);
    expect(print([NaN, Infinity, -Infinity])).toEqual(["NaN", "Infinity", "-Infinity"]);
  });
});
