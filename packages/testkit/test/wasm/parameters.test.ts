import { describe, expect, test } from "vitest";
import type { Parameter } from "../../src/wasm/parameter.js";
import { parameterRecord, readParameters, withParameters } from "../../src/wasm/parameters.js";

/** A module of one data section, which holds these bytes. */
function moduleOf(data: Uint8Array): Uint8Array {
  const segment = [1, 0, 0x41, 0, 0x0b, ...leb(data.length), ...data];
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 11, ...leb(segment.length), ...segment]);
}

/** Unsigned LEB128 of two bytes. */
function leb(value: number): number[] {
  return [(value & 0x7f) | 0x80, value >> 7];
}

const ALPHA: Parameter = { name: "alpha", type: "f64", value: 0.1 };

describe("a parameter's record", () => {
  test("is what it is, padded to 8 bytes, the value as a double, an end", () => {
    const { bytes, valueAt } = parameterRecord({ name: "n", type: "i32", value: -2 });
    expect(Buffer.from(bytes).toString("hex")).toBe(
      // "weightkit:param ", "i", a length of 1, "n", five points, -2, ";"
      "7765696768746b69743a706172616d2069016e2e2e2e2e2e00000000000000c03b",
    );
    expect(valueAt).toBe(24);
  });

  test.each<Parameter>([
    ALPHA,
    { name: "a", type: "f64", value: 0 },
    { name: `n${"-".repeat(31)}`, type: "i32", value: -2147483648 },
    { name: "flag_1", type: "bool", value: 1 },
  ])("$name is read back", (parameter) => {
    expect(readParameters(moduleOf(parameterRecord(parameter).bytes))).toEqual([parameter]);
  });

  test.each([
    ["another type", (bytes: Uint8Array) => bytes.fill(0x78, 16, 17)],
    ["a name with a blank", (bytes: Uint8Array) => bytes.fill(0x20, 19, 20)],
    ["a length beyond the data", (bytes: Uint8Array) => bytes.fill(0xff, 17, 18)],
    ["another end", (bytes: Uint8Array) => bytes.fill(0, bytes.length - 1)],
    ["no end", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
  ])("with %s is not a parameter", (_, change) => {
    expect(readParameters(moduleOf(change(parameterRecord(ALPHA).bytes)))).toEqual([]);
  });

  test("outside of data is not looked at", () => {
    const { bytes } = parameterRecord(ALPHA);
    const custom = [1, 0x78, ...bytes];
    const module = Uint8Array.from([
      ...moduleOf(new Uint8Array(0)),
      ...[0, ...leb(custom.length), ...custom],
    ]);
    expect(readParameters(module)).toEqual([]);
  });
});

test("other values replace 8 bytes of every record with that name, in a copy", () => {
  const { bytes } = parameterRecord(ALPHA);
  const twice = moduleOf(Buffer.concat([bytes, Buffer.from("..."), bytes]));
  const before = Buffer.from(twice);
  const changed = withParameters(twice, new Map(Object.entries({ alpha: 0.25, beta: 7 })));
  const wanted = parameterRecord({ ...ALPHA, value: 0.25 }).bytes;
  expect(changed).toEqual(moduleOf(Buffer.concat([wanted, Buffer.from("..."), wanted])));
  expect(Buffer.from(twice)).toEqual(before);
});
