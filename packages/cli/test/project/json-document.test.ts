import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, plain } from "../../src/project/json-document.js";

const FILE = "weightkit.json";
const caught = (text: string): { code: string; place: unknown; message: string } => {
  try {
    parseJson(text, FILE);
  } catch (error) {
    return error as never;
  }
  throw new Error("accepted");
};

describe("agrees with JSON.parse", () => {
  test("on every JSON value, however it is spaced", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseJson(text, FILE))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("on what is not JSON: both refuse", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 2 }), (value, at, junk) => {
        const text = JSON.stringify(value);
        const cut = at % (text.length + 1);
        const mutant = text.slice(0, cut) + junk + text.slice(cut + 1);
        let valid = true;
        try {
          JSON.parse(mutant);
        } catch {
          valid = false;
        }
        if (valid) {
          // The one difference wanted: a key given twice is refused.
          try {
            parseJson(mutant, FILE);
          } catch (error) {
            expect(error).toMatchObject({ code: "WK121" });
          }
        } else expect(caught(mutant).code).toMatch(/^WK12[01]$/);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["", 1, 1, "a value", "the end of the file"],
  ['{\n  "a": 1,\n}', 3, 1, "a name in double quotes", '"}"'],
  ['{\n  "a" 1\n}', 2, 7, "a colon after the name", '"1"'],
  ["{'a': 1}", 1, 2, "a name in double quotes", `"'"`],
  ['{"a": nope}', 1, 7, "a value", '"nope"'],
  ['{"a": "b\n"}', 1, 7, "a text that ends with a double quote on the same line", '"\\""'],
  [
    '{"a": "b\tc"}',
    1,
    9,
    "control characters of a text to be written as escapes, such as \\t",
    '"\\t"',
  ],
  ['{"a": "C:\\data"}', 1, 10, "two backslashes for one within a text", "one"],
  ['{"a": "\\u12"}', 1, 8, "two backslashes for one within a text", "one"],
  ["{} {}", 1, 4, "the end of the file", '"{"'],
  ['{"a": 01}', 1, 8, 'a comma or "}"', '"1"'],
  ["// c\n{}", 1, 1, "a value", '"/"'],
])("names the place of what is wrong in %j", (text, line, column, wanted, found) => {
  const error = caught(text);
  expect(error).toMatchObject({ code: "WK120", place: { file: FILE, line, column } });
  expect(error.message).toBe(`Expected ${wanted}, found ${found}`);
});

test("reports all keys that are given twice", () => {
  const error = caught('{\n "a": 1,\n "a": 2,\n "b": {"c": 1, "c": 2}\n}');
  expect(error).toMatchObject({
    code: "WK121",
    place: { line: 3, column: 2 },
    others: [{ code: "WK121", place: { line: 4, column: 16 } }],
  });
});

test("stops at absurd nesting instead of exhausting the stack", () => {
  expect(caught("[".repeat(100_000))).toMatchObject({ code: "WK120" });
});
