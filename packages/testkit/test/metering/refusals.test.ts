import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { instrument } from "../../src/metering/instrument.js";

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const VOID_FUNCTION = [0x01, 4, 1, 0x60, 0, 0, 0x03, 2, 1, 0];

/** A module of one function with these operators (`end` apart), which begin at byte 23. */
function withCode(...operators: number[]): Uint8Array {
  const body = [0, ...operators, 0x0b];
  return Uint8Array.of(...HEADER, ...VOID_FUNCTION, 0x0a, body.length + 2, 1, body.length, ...body);
}

function refusal(bytes: Uint8Array): { code: string; message: string; byte: number | undefined } {
  try {
    instrument(bytes, { costModel: "classic", maxMemoryPages: 100, meter: true });
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return { code: error.code, message: error.message, byte: error.place?.byte };
  }
  return expect.fail("nothing was refused");
}

describe("an operator that cannot be metered", () => {
  it.each([
    ["a reserved one", [0x27], "0x27"],
    ["legacy try", [0x06, 0x40, 0x0b], "0x06"],
    ["try_table", [0x1f, 0x40, 0x00, 0x0b], "0x1F"],
    ["throw", [0x08, 0x00], "0x08"],
    ["call_ref", [0x14, 0x00], "0x14"],
    ["struct.new", [0xfb, 0x00, 0x00], "0xFB"],
    ["i64.add128", [0xfc, 19], "0xFC13"],
    ["an unknown vector operator", [0xfd, 0x9a, 0x01], "0xFD9A"],
    ["one past relaxed SIMD", [0xfd, 0x94, 0x02], "0xFD114"],
    ["an unknown atomic operator", [0xfe, 0x04], "0xFE04"],
  ])("is named with its offset and function: %s", (_, operators, shown) => {
    expect(refusal(withCode(0x01, ...operators))).toEqual({
      code: "WK451",
      message: `The WASM uses an operator that cannot be metered: ${shown} at byte 24, in function 0`,
      byte: 24,
    });
  });
});

describe("a feature that cannot be metered", () => {
  it.each([
    ["64-bit memories or tables (memory64)", [0x05, 3, 1, 0x04, 1], 11],
    ["custom page sizes", [0x05, 4, 1, 0x08, 1, 0], 11],
    ["exceptions", [0x0d, 3, 1, 0, 0], 10],
    ["garbage-collected types", [0x01, 4, 1, 0x5f, 0, 0], 11],
    [
      "value type 0x64 (typed references, garbage collection or exceptions)",
      [0x01, 6, 1, 0x60, 1, 0x64, 0x70, 0],
      13,
    ],
  ])("is named with its offset: %s", (feature, section, byte) => {
    expect(refusal(Uint8Array.of(...HEADER, ...section))).toEqual({
      code: "WK452",
      message: `The WASM uses ${feature} at byte ${byte}, which cannot be metered`,
      byte,
    });
  });
});

describe("a malformed module", () => {
  const own = withCode(0x01);
  it.each<[string, Uint8Array, string, number]>([
    ["no header", Uint8Array.of(1, 2, 3), "this is not WebAssembly version 1", 0],
    [
      "another version",
      Uint8Array.of(...HEADER.slice(0, 4), 2, 0, 0, 0),
      "this is not WebAssembly version 1",
      4,
    ],
    ["a section past the end", Uint8Array.of(...HEADER, 1, 9, 1), "unexpected end", 10],
    ["an unknown section", Uint8Array.of(...HEADER, 99, 0), "unknown section 99", 8],
    [
      "a section twice",
      Uint8Array.of(...HEADER, 1, 1, 0, 1, 1, 0),
      "section 1 is out of order",
      11,
    ],
    [
      "an endless number",
      Uint8Array.of(...HEADER, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0),
      "integer too large",
      9,
    ],
    ["operators after the end", withCode(0x0b), "operators after a function's end", 24],
    ["no end", withCode(0x02, 0x40), "unexpected end", 26],
    ["else without if", withCode(0x05), "else without if", 23],
    ["a branch out of the function", withCode(0x0c, 1), "branch out of its function", 23],
    ["a local that is only ours", withCode(0x20, 0, 0x1a), "unknown local 0", 23],
    ["a global that is only ours: the fuel", withCode(0x42, 0, 0x24, 0), "unknown global 0", 25],
    ["a function that is only ours", withCode(0x10, 1), "unknown function 1", 23],
    ["a type that is only ours", withCode(0x02, 1, 0x0b), "unknown type 1", 23],
    [
      "a start function with parameters",
      Uint8Array.of(
        ...[...HEADER, 0x01, 5, 1, 0x60, 1, 0x7f, 0, 0x03, 2, 1, 0, 0x08, 1, 0],
        ...[0x0a, 4, 1, 2, 0, 0x0b],
      ),
      "start function with parameters or results",
      21,
    ],
    ["a table that is only ours", withCode(0x41, 0, 0x11, 0, 0), "unknown table 0", 25],
  ])("is refused with what and where: %s", (_, bytes, what, byte) => {
    expect(refusal(bytes)).toEqual({
      code: "WK450",
      message: `The WASM is malformed: ${what} at byte ${byte}`,
      byte,
    });
  });

  it("is one whose function and code sections differ", () => {
    expect(refusal(own.subarray(0, 18)).message).toContain("function and code sections differ");
  });
});

describe("a module at the engine's limits", () => {
  it("is refused when metering's own locals have no room", () => {
    const locals = [1, 0xd0, 0x86, 0x03, 0x7f];
    const body = [...locals, 0x0b];
    const bytes = Uint8Array.of(
      ...[...HEADER, ...VOID_FUNCTION, 0x0a, body.length + 2, 1, body.length],
      ...body,
    );
    expect(refusal(bytes)).toEqual({
      code: "WK454",
      message: "With metering, the WASM has a function with locals beyond the engine's 50,000",
      byte: 22,
    });
  });
});
