import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseGoFloat } from "../../src/chain/go-float.js";
import { goJsonString } from "../../src/chain/json-text.js";
import { parseOutput } from "../../src/chain/output.js";

/** Pairs of what goes in and what Go answers; see the note in the file. */
const golden = JSON.parse(
  readFileSync(new URL("golden/go.json", import.meta.url), "utf8"),
) as Record<"floats" | "outputs" | "strings", [string, string][]>;
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const KINDS: Record<string, string> = {
  ...{ WK501: "invalid", WK502: "invalid", WK503: "invalid", WK504: "invalid" },
  ...{ WK505: "other", WK506: "other", WK507: "other", WK508: "mismatch", WK509: "mismatch" },
  WK510: "none",
};

describe("as Go does it", () => {
  it("reads floats, but for the spellings that it refuses", () => {
    for (const [text, answer] of golden.floats) {
      const value = parseGoFloat(text);
      if (value === "spelling") {
        expect([text, /^(?:[0-9a-f]+|range)$/.test(answer), /[_x]/i.test(text)]).toEqual([
          text,
          true,
          true,
        ]);
      } else if (typeof value === "number") {
        const expected = new DataView(new ArrayBuffer(8));
        expected.setBigUint64(0, BigInt(`0x${answer}`));
        expect([text, value]).toEqual([text, expected.getFloat64(0)]);
      } else expect([text, value]).toEqual([text, answer]);
    }
  });

  it("reads outputs", () => {
    for (const [text, answer] of golden.outputs) {
      const output = parseOutput(new TextEncoder().encode(text));
      if (output.kind === "refused")
        expect([text, KINDS[output.fault.code]]).toEqual([text, answer]);
      else expect([text, Object.fromEntries(output.weights)]).toEqual([text, JSON.parse(answer)]);
    }
  });

  it("writes strings", () => {
    for (const [base64, answer] of golden.strings) {
      expect(decode(goJsonString(Buffer.from(base64, "base64")))).toBe(answer);
    }
  });
});
