import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { ByteBuffer } from "../../src/chain/byte-buffer.js";
import { parseGoFloat, readGoFloat } from "../../src/chain/go-float.js";
import { roundHalfAway } from "../../src/chain/inference.js";
import { goJsonString } from "../../src/chain/json-text.js";
import { alloAddress, checksumHolds, isAlloAddress } from "../../src/chain/bech32.js";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

// What strconv.ParseFloat of Go 1.26.8 answers; `spelling` where it reads a number that we refuse.
describe("parseGoFloat", () => {
  it.each([
    ["1.e5", 100000],
    [".5", 0.5],
    ["+.5e-3", 0.0005],
    ["1e-400", 0],
    ["00.5", 0.5],
    ["inf", Infinity],
    ["+INFINITY", Infinity],
    ["-Inf", -Infinity],
    ["nan", NaN],
    ["1e400", "range"],
    ["+NaN", "syntax"],
    ["infi", "syntax"],
    [".", "syntax"],
    ["", "syntax"],
    ["1e", "syntax"],
    ["0b11", "syntax"],
    ["0x10", "syntax"],
    ["1__0", "syntax"],
    ["_1", "syntax"],
    ["1_", "syntax"],
    [" 1", "syntax"],
    ["1\n", "syntax"],
    ["١", "syntax"],
    ["-nan", "syntax"],
    ["nano", "syntax"],
    ["xinf", "syntax"],
    ["infinityx", "syntax"],
    ["-infinity", -Infinity],
    ["12.25", 12.25],
    [".25", 0.25],
    ["1e22", 1e22],
    ["-1E+05", -1e5],
    ["1_000", "spelling"],
    ["1_23.50_0_0e+1_2", "spelling"],
    ["0x1p-2", "spelling"],
    ["0X1.8P1", "spelling"],
  ])("%j is %s", (text, expected) => {
    expect(parseGoFloat(text)).toBe(expected);
  });

  it("reads every double back from its text", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseGoFloat(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it("is quick on hostile text", () => {
    expect(parseGoFloat(`${"1".repeat(1 << 20)}x`)).toBe("syntax");
    expect(parseGoFloat(`${"1_".repeat(1 << 19)}x`)).toBe("syntax");
  });
});

// What strconv.ParseFloat reads; the README of vectors/chain-run names the first two as stored.
describe("readGoFloat", () => {
  it.each([
    ["1_000", 1000],
    ["0x1p-2", 0.25],
    ["1_23.50_0_0e+1_2", 123.5e12],
    ["0X1.8P1", 3],
    ["-0x_1.8p4", -24],
    ["0x.8p1", 1],
    // 2^53 + 1 is a tie and goes to the even 2^53; one bit more goes up.
    ["0x20000000000001p0", 9007199254740992],
    ["0x20000000000001.1p0", 9007199254740994],
    ["0x1p-1074", Number.MIN_VALUE],
    // Half the smallest double is a tie and goes to 0; more than half does not.
    ["0x1p-1075", 0],
    ["0x1.8p-1075", Number.MIN_VALUE],
    ["0x1.8p-2000", 0],
    ["-0x1p-1075", -0],
    ["0x3p-1075", 1e-323],
    ["0x1.4p-1073", 1e-323],
    ["0x1.cp-1073", 1.976e-323],
    ["0x.80000000000000000001p-1074", Number.MIN_VALUE],
    // Subnormals keep fewer digits, rounded once.
    ["0x1.00000000000018p-1060", 8.0947715414629834e-320],
    ["0x123456789abcdef01p-1100", 1.5451901795191314e-312],
    ["0x10000000000000000000p-1150", Number.MIN_VALUE],
    ["0x1.ffffffffffffep-1023", 2.2250738585072009e-308],
    ["0x1.fffffffffffffp-1023", 2.2250738585072014e-308],
    // A significand of many digits, far from 1 until its power is applied.
    ["0x.00000000000000000000000000000000000001p1175", 8.9884656743115795e307],
    ["0x1.fffffffffffff7p1023", Number.MAX_VALUE],
    ["0x1_0p0", 16],
    ["0x.p1", "syntax"],
    ["0xp1", "syntax"],
    ["0x1.fffffffffffff8p1023", "range"],
    ["0x1p1024", "range"],
    ["0x0p99999999", 0],
    ["0x1p-99999999", 0],
    ["1_0e4_00", "range"],
    ["2.5", 2.5],
    ["1__0", "syntax"],
    ["0x10", "syntax"],
    ["1e400", "range"],
  ])("%j is %s", (text, expected) => {
    expect(readGoFloat(text)).toBe(expected);
  });

  it("reads every double from its hexadecimal digits", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: (1n << 53n) - 1n }),
        fc.integer({ min: -1074, max: 970 }),
        (significand, power) => {
          // A product of an exact double and a power of two, in two steps that stay exact until the last.
          const half = Math.trunc(power / 2);
          const expected = Number(significand) * 2 ** half * 2 ** (power - half);
          expect(readGoFloat(`0x${significand.toString(16)}p${power}`)).toBe(expected);
        },
      ),
    );
  });
});

describe("roundHalfAway", () => {
  it.each([
    [0.49999999999999994, 0],
    [0.5, 1],
    [2.5, 3],
    [-0.5, -1],
    [4503599627370497.5, 4503599627370498],
    [9007199254740993, 9007199254740992],
  ])("%d rounds to %d as Go's math.Round", (value, expected) => {
    expect(roundHalfAway(value)).toBe(expected);
  });
});

describe("goJsonString", () => {
  // json.Marshal of Go 1.26.8 on the same bytes.
  it("escapes as encoding/json does", () => {
    const bytes = Buffer.concat([
      Buffer.from("\b\f\n\0\x7f<>&\u2028\u2029"),
      Buffer.from([0xff, 0xed, 0xa0, 0x80]),
      Buffer.from('é\ufffd"\\/'),
    ]);
    expect(decode(goJsonString(bytes))).toBe(
      '"\\b\\f\\n\\u0000\x7f\\u003c\\u003e\\u0026\\u2028\\u2029\\ufffd\\ufffd\\ufffd\\ufffdé\ufffd\\"\\\\/"',
    );
  });

  it("is read back whole by JSON.parse, and is ASCII but for the letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(JSON.parse(decode(goJsonString(text)))).toBe(text);
      }),
    );
  });

  it("turns any bytes into JSON that reads as the lossy decoding, one mark a bad byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = JSON.parse(decode(goJsonString(bytes))) as string;
        const lossy = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        expect(text.replaceAll(/\ufffd+/g, "\ufffd")).toBe(lossy.replaceAll(/\ufffd+/g, "\ufffd"));
      }),
    );
  });
});

// Well-formed UTF-8 (RFC 3629, table of section 4), at its limits.
describe("goJsonString at the limits of UTF-8", () => {
  const text = (...bytes: number[]): string => decode(goJsonString(Uint8Array.from(bytes)));

  it.each([
    [[0xc2, 0x80], "\u0080"],
    [[0xdf, 0xbf], "\u07ff"],
    [[0xe0, 0xa0, 0x80], "\u0800"],
    [[0xed, 0x9f, 0xbf], "\ud7ff"],
    [[0xee, 0x80, 0x80], "\ue000"],
    [[0xf0, 0x90, 0x80, 0x80], "\u{10000}"],
    [[0xf4, 0x8f, 0xbf, 0xbf], "\u{10ffff}"],
  ])("%j is a letter", (bytes, letter) => {
    expect(text(...bytes)).toBe(`"${letter}"`);
  });

  it.each([
    [[0xc1, 0xbf], 2],
    [[0xe0, 0x9f, 0xbf], 3],
    [[0xed, 0xa0, 0x80], 3],
    [[0xf0, 0x8f, 0xbf, 0xbf], 4],
    [[0xf4, 0x90, 0x80, 0x80], 4],
    [[0xf5, 0x80, 0x80, 0x80], 4],
    [[0xe1, 0x80], 2],
  ])("%j is %d marks", (bytes, marks) => {
    expect(text(...bytes)).toBe(`"${"\\ufffd".repeat(marks)}"`);
  });
});

describe("ByteBuffer", () => {
  it("grows at least twofold, keeps what it has, and starts anew after clear", () => {
    const buffer = new ByteBuffer(2);
    buffer.byte(1);
    buffer.byte(2);
    buffer.byte(3);
    buffer.bytes(Uint8Array.of(4, 5));
    buffer.ascii("A");
    expect([...buffer.view()]).toEqual([1, 2, 3, 4, 5, 0x41]);
    expect(buffer.length).toBe(6);
    buffer.clear();
    expect(buffer.length).toBe(0);
    buffer.uint(999_999_999_999_999);
    buffer.uint(1e15);
    buffer.uint(0);
    expect(decode(buffer.view())).toBe("99999999999999910000000000000000");
  });

  it("moves its bytes no more often than it must", () => {
    const buffer = new ByteBuffer(4);
    buffer.byte(1);
    const before = buffer.view().buffer;
    buffer.reserve(3);
    expect(buffer.view().buffer).toBe(before);
    buffer.reserve(4);
    const grown = buffer.view().buffer;
    expect(grown.byteLength).toBe(8);
    for (let i = 0; i < 7; i += 1) buffer.byte(i);
    expect(buffer.view().buffer).toBe(grown);
  });
});

describe("ByteBuffer.uint", () => {
  it("writes every uint64 double exactly (BigInt as the oracle)", () => {
    const whole = fc.oneof(
      fc.nat().map(Number),
      fc.maxSafeNat(),
      fc.double({ min: 0, max: 18446744073709549568, noNaN: true }).map(Math.trunc),
      fc.nat(19).map((digits) => 10 ** digits),
      fc.nat(19).map((digits) => Math.max(0, 10 ** digits - 1)),
    );
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1 }), (values) => {
        const out = new ByteBuffer(1);
        for (const value of values) out.uint(value);
        expect(decode(out.view())).toBe(values.map((value) => BigInt(value).toString()).join(""));
      }),
    );
  });

  it.each([-1, NaN, 2 ** 64])("refuses %d", (value) => {
    expect(() => {
      new ByteBuffer().uint(value);
    }).toThrow(RangeError);
  });
});

describe("bech32", () => {
  // Valid and invalid strings of BIP-173 (prefix `a`), and an address of the shared data.
  it("checks the checksum", () => {
    expect(checksumHolds("a", "2uel5l")).toBe(true);
    expect(checksumHolds("a", "2uel5m")).toBe(false);
    expect(checksumHolds("abcdef", "qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")).toBe(true);
    expect(checksumHolds("split", "checkupstagehandshakeupstreamerranterredcaperred2y9e3w")).toBe(
      true,
    );
    expect(isAlloAddress("allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj")).toBe(true);
    expect(isAlloAddress("allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlk")).toBe(false);
    expect(isAlloAddress("allo1a")).toBe(false);
    expect(isAlloAddress("cosmos130k33st8757qkr4gs3xredmgvj99ntcza2fmlj")).toBe(false);
  });

  // By the reference implementation of BIP-173 (PyPI bech32 1.2.0).
  it.each([
    [Array.from({ length: 20 }, (_, i) => i), "allo1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnd9texq"],
    [new Array<number>(20).fill(255), "allo1llllllllllllllllllllllllllllllll3pmnhw"],
    [
      Array.from({ length: 32 }, (_, i) => i + 7),
      "allo1quyqjzstpsxsurcszyfpx9q4zct3sxg6rvwp68slyqsjygeyy5nqq05asj",
    ],
    [
      Array.from({ length: 32 }, (_, i) => i + 8),
      "allo1pqys5zcvp58q7yq3zgf3g9gkzuvpjxsmrsw3u8eqyy3zxfp9ycnsxaya2j",
    ],
  ])("makes the address of %j", (account, address) => {
    expect(alloAddress(Uint8Array.from(account))).toBe(address);
    expect(isAlloAddress(address)).toBe(true);
  });

  it("takes up to 90 letters, and no checksum alone of another prefix", () => {
    const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const long = `allo1${letters.repeat(3).slice(0, 79)}jcf8kz`;
    expect(long).toHaveLength(90);
    expect(isAlloAddress(long)).toBe(true);
    expect(isAlloAddress(`allo1${letters.repeat(3).slice(0, 80)}pqa368`)).toBe(false);
    expect(isAlloAddress("allo13r4e7t")).toBe(true);
    // Five letters that bring the checksum's polynomial to 1, which has six.
    expect(checksumHolds("abae", "ezv99")).toBe(false);
    // As if b, which is not in the alphabet, had the value -1.
    expect(isAlloAddress(`allo1b${"q".repeat(31)}czgyfe`)).toBe(false);
    expect(isAlloAddress("allp1pzr4dlnrz")).toBe(false);
    expect(isAlloAddress("allo1b3r4e7t")).toBe(false);
    expect(checksumHolds("allo", "3r4e7")).toBe(false);
  });
});
