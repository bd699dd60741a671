import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run } from "../support/host.js";
import { decimalTexts, halfway, hardDecimals } from "../support/numbers.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("numbers", { payloadLimit: 8 << 20 });
});

/** Random numbers to try; `npm run test:full -w @weightkit/sdk` asks for more. */
const NUMBERS = Number(process.env["WEIGHTKIT_NUMBERS"] ?? 60_000);

/** Each text's double, or null when the SDK takes it for no number. */
function read(texts: readonly string[]): (number | null)[] {
  const result = run(guest, texts.map((text) => `${text}\n`).join(""));
  expect(result.trap ?? result.exit).toBeNull();
  const bits = new DataView(new ArrayBuffer(8));
  return result.stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      if (line === "-") return null;
      bits.setBigUint64(0, BigInt(`0x${line}`));
      return bits.getFloat64(0);
    });
}

/** Compares with V8's own reading, to the bit. */
function agree(texts: readonly string[]): void {
  const ours = read(texts);
  expect(ours.length).toBe(texts.length);
  const wrong = texts.filter((text, i) => !Object.is(ours[i], Number(text)));
  expect(wrong.slice(0, 10)).toEqual([]);
}

describe("decimal text to double", () => {
  it(
    `agrees with V8 on ${NUMBERS} random doubles, 18-decimal strings and their like`,
    { timeout: 3_600_000 },
    () => {
      for (let from = 0; from < NUMBERS; from += 60_000) {
        agree([...decimalTexts(7 + from, Math.min(60_000, NUMBERS - from))]);
      }
    },
  );

  it("agrees with V8 on halfway points, subnormals and known hard cases", () => {
    agree([...hardDecimals(11, 3_000)]);
  });

  it("rounds just above half of the smallest double up, and what is no more than that down", () => {
    // 2^-1075 = 2.47032822920623272088...e-324
    const texts = ["2.4703282292062327208e-324", "2.4703282292062327209e-324", "2.471e-324"];
    expect(read(texts)).toEqual([0, 5e-324, 5e-324]);
    const half = halfway(0);
    expect(read([half, `${half}1`, `-${half}`, `-${half}1`])).toEqual([0, 5e-324, -0, -5e-324]);
  });

  it("gives the known values", () => {
    expect(
      read(["1.2555809534258382e43", "1.9077327258079215e+53", "5e-324", "0.1234567890123456789"]),
    ).toEqual([1.2555809534258382e43, 1.9077327258079215e53, 5e-324, 0.12345678901234568]);
  });

  it.each([
    "",
    "-",
    "+1",
    ".5",
    "5.",
    "1.e3",
    "01",
    "-01",
    "1e",
    "1e+",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "inf",
    "1,5",
    " 1",
    "1 ",
    "1abc",
    "--1",
    "1e5.5",
    "٣",
  ])("does not take %j for a number", (text) => {
    expect(read([text])).toEqual([null]);
  });
});
