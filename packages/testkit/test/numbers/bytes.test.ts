import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bytesOfLatin1,
  compareBytes,
  concat,
  indexOfBytes,
  latin1,
  textOfUtf8,
  utf8,
} from "../../src/numbers/bytes.js";

test("text is written and read as Node's Buffer does", () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), bytes, (text, some) => {
      expect(Buffer.compare(utf8(text), Buffer.from(text))).toBe(0);
      expect(textOfUtf8(some)).toBe(Buffer.from(some).toString("utf8"));
      expect(latin1(some)).toBe(Buffer.from(some).toString("latin1"));
      expect(Buffer.compare(bytesOfLatin1(latin1(some)), some)).toBe(0);
    }),
  );
  expect(textOfUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
});

test("bytes are joined, compared and found as Node's Buffer does", () => {
  const few = fc.uint8Array({ max: 2, maxLength: 12 });
  fc.assert(
    fc.property(few, few, fc.nat(12), (a, b, start) => {
      expect(Buffer.compare(concat([a, b]), Buffer.concat([a, b]))).toBe(0);
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
      if (b.length > 0) expect(indexOfBytes(a, b, start)).toBe(Buffer.from(a).indexOf(b, start));
    }),
  );
});
