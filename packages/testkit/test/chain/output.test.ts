import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { parseOutput } from "../../src/chain/output.js";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(stdout: Uint8Array): Record<string, string> | string {
  const output = parseOutput(stdout);
  if (output.kind === "weights") return Object.fromEntries(output.weights);
  const { code, place } = output.fault;
  return place?.byte === undefined ? code : `${code} ${place.byte}`;
}

const SURROGATES = [
  ["\\udfff", "\ufffd"],
  ["\\ue000", "\ue000"],
  ["\\ud7ff", "\ud7ff"],
  ["\\ud800\\udfff", "\u{103ff}"],
  ["\\ud800\\udc00", "\u{10000}"],
  ["\\udbff\\udfff", "\u{10ffff}"],
  ["\\ud800\\ud800\\udc00", "\ufffd\u{10000}"],
  ["\\ud800\\ue000", "\ufffd\ue000"],
  ["\\udc00\\udc00", "\ufffd\ufffd"],
  ["\\ud800\\udbff", "\ufffd\ufffd"],
] as const;

// Go 1.26.8 decodes each of these into the same map.
describe("read as weights", () => {
  it.each([
    ['{"type":"weights","weights":{"a":"1"}}', { a: "1" }],
    [
      ' \r\n\t{ "weights" : { "a" : "1" , "b" : "2" } , "type" : "weights" } \n',
      { a: "1", b: "2" },
    ],
    ['{"TYPE":"weights","Weights":{"a":"1"},"WEIGHTS":{"a":"2","c":"3"}}', { a: "2", c: "3" }],
    ['{"type":"x","type":"weights","weights":{"a":"1","a":"2"}}', { a: "2" }],
    ['{"type":"weights","type":null,"weights":{"a":null}}', { a: "" }],
    ['{"type":"weights","weight\u017f":{"a":"5"}}', { a: "5" }],
    ['{"x":[1,{"y":[null,true,false,-1.5e3,"}"]},[],{}],"type":"weights","weights":{}}', {}],
    [
      '{"type":"weights","weights":{"\\u0061\\ud83d\\ude00\\n":"\\ud800x\\udc00"}}',
      { "a😀\n": "\ufffdx\ufffd" },
    ],
    ['{"type":"weights","weights":{"\\ud800\\u0041":"1"}}', { "\ufffdA": "1" }],
    ['{"type":"weights","weights":{"__proto__":"1"}}', JSON.parse('{"__proto__":"1"}')],
  ])("%s", (text, expected) => {
    expect(read(utf8(text))).toEqual(expected);
  });

  it.each(SURROGATES)("%j in an escape", (escaped, text) => {
    expect(read(utf8(`{"type":"weights","weights":{"a":"${escaped}"}}`))).toEqual({ a: text });
  });

  it("takes bytes that are not UTF-8 inside a string", () => {
    expect(read(bytes('{"type":"weights","weights":{"a\xff":"1"}}'))).toEqual({ "a\ufffd": "1" });
  });
});

describe("not read as weights", () => {
  it.each([
    ["", "WK501"],
    [" \n", "WK501"],
    ["weights", "WK502 0"],
    ['{"type":"weights"', "WK502 17"],
    ['{"type":"weights",}', "WK502 18"],
    ["{'type':'weights'}", "WK502 1"],
    ['{"type":"weights","weights":{"a":"1",}}', "WK502 37"],
    ['{"type":"weights","weights":{"a":01}}', "WK502 34"],
    ['{"type":"weights","weights":{"a":"\\x"}}', "WK502 35"],
    ['{"type":"weights","weights":{"a":"\t"}}', "WK502 34"],
    ['{"type":"weights","weights":{"a":NaN}}', "WK502 33"],
    ['\ufeff{"type":"weights","weights":{}}', "WK502 0"],
    ['read 5 sets\n{"type":"weights","weights":{}}', "WK503 0"],
    ['5 sets\n{"type":"weights","weights":{}}', "WK503 0"],
    // The fault is in the JSON itself, at or after its object's begin.
    ['[1{"a":1}]', "WK502 2"],
    ['[{"type":x}]', "WK502 9"],
    ['{"type":"weights","weights":{}}\ndone', "WK504 31"],
    ['{"type":"weights","weights":{}}{"type":"weights","weights":{}}', "WK504 31"],
    ['{"type":"weights"}\0', "WK504 18"],
    ["[]", "WK505"],
    ["null", "WK505"],
    ['"weights"', "WK505"],
    ["{}", "WK506"],
    ['{"type":"inferences","weights":{"a":"1"}}', "WK506"],
    ['{"type":"Weights","weights":{"a":"1"}}', "WK506"],
    ['{"type":3,"weights":{"a":"1"}}', "WK507"],
    ['{"type":"weights","type":[]}', "WK507"],
    ['{"type":"weights","weights":"x"}', "WK508"],
    ['{"type":"weights","weights":[]}', "WK508"],
    ['{"type":"weights","weights":{"a":"1","b":0.5}}', "WK509"],
    ['{"type":"weights","weights":{"a":{"b":"1"}}}', "WK509"],
    ['{"type":"weights","weights":{"a":1},"weights":null}', "WK509"],
    ['{"type":"weights"}', "WK510"],
    ['{"type":"weights","weights":null}', "WK510"],
    ['{"type":"weights","weight":{"a":"1"}}', "WK510"],
  ])("%j is %s", (text, expected) => {
    expect(read(utf8(text))).toBe(expected);
  });

  it("holds against nesting", () => {
    const deep = (depth: number): string =>
      `{"x":${"[".repeat(depth)}${"]".repeat(depth)},"type":"weights","weights":{}}`;
    // Go 1.26.8 counts the object around the arrays too.
    expect(read(utf8(deep(9999)))).toEqual({});
    expect(read(utf8(deep(10_000)))).toMatch(/^WK502/);
    // An object that was left does not count any more.
    const after = (depth: number): string =>
      `{"type":"weights","weights":{"a":"1"},"x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(read(utf8(after(9999)))).toEqual({ a: "1" });
    expect(read(utf8(after(10_000)))).toMatch(/^WK502/);
    expect(read(utf8("[".repeat(1 << 20)))).toMatch(/^WK502/);
  });
});

describe("why it is not read as weights", () => {
  const why = (text: string): string => {
    const output = parseOutput(utf8(text));
    return output.kind === "refused" ? output.fault.message : "read";
  };
  const long = "x".repeat(61);

  it.each([
    ["weights", '(expected a value, found "w")'],
    ['{"a":"b', "(expected the end of the string, found the end)"],
    ['{"a":"b\nc"}', '(expected an escaped control character, found "\\n")'],
    ['{"a" 1}', "(expected ':', found \"1\")"],
    ['{"a":1 2}', "(expected ',' or '}', found \"2\")"],
    ['{"a":[1 2]}', "(expected ',' or ']', found \"2\")"],
    ['{"a":"\\x"}', '(expected an escape, found "x")'],
    ['{"a":"\\u12"}', '(expected four hexadecimal digits, found "1")'],
    ['{"a":tru}', "(expected 'true', found \"t\")"],
    ['{"a":-}', '(expected a number, found "-")'],
    ['{"a":😀}', '(expected a value, found "😀")'],
    ["1 2", "(more than one value)"],
    [`log\n{"type":"weights","weights":{}}`, '("log")'],
    [`${long}{ "type":"weights"}`, `("${"x".repeat(60)}…")`],
    [`${"x".repeat(60)}{"type":"weights"}`, `("${"x".repeat(60)}")`],
    [`{"type":"weights"} \n two\nthree`, '("two")'],
    [`{"type":"weights"}${long}`, `("${"x".repeat(60)}…")`],
    ["[1]", "a JSON array, not an object"],
    ["3", "a JSON number, not an object"],
    ["{}", "has no type"],
    [`{"type":"Weights"}`, 'has the type "Weights"'],
    [`{"type":true}`, "type is a JSON boolean"],
    [`{"type":"weights","weights":7}`, "weights are a JSON number"],
    [`{"type":"weights","weights":{"w1":"1","w2":[]}}`, "weight of w2 is a JSON array"],
  ])("%j: %s", (text, part) => {
    expect(why(text)).toContain(part);
  });

  it("names no place where there is none", () => {
    const output = parseOutput(utf8("{}"));
    expect(output.kind === "refused" && output.fault.place).toBeNull();
  });
});

describe("any text", () => {
  it("is JSON here exactly when it is to JSON.parse", () => {
    const piece = fc.constantFrom(
      ...Array.from('{}[],:"\\ 01-.eE+'),
      "true",
      "null",
      "\\u00e9",
      "\\ud800",
      "a",
      "\n",
      '"type"',
      '"weights"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const fault = read(utf8(text));
        const refused = typeof fault === "string" && /^WK50[1234]/.test(fault);
        expect(refused).toBe(!isJson(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("of weights comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })),
        (weights) => {
          expect(read(utf8(JSON.stringify({ type: "weights", weights })))).toEqual({ ...weights });
        },
      ),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
