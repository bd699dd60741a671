import type { Habit } from "./habit.js";

const LOSS = [200];
const OTHER_TYPE = [2322];

/** Numbers, texts and functions of another type than the place takes. */
export const CONVERSION_HABITS: readonly Habit[] = [
  {
    when: { codes: LOSS, before: /\.(reduce|reduceRight)\s*\(.*$/, message: /'f64' to 'i32'/ },
    words: "The result of `reduce` has the type of its first value, and `0` is an integer",
    fix: "Write the type: `xs.reduce<f64>((sum, x) => sum + x, 0)`",
  },
  {
    when: { codes: LOSS, rest: /^[-+]?\s*(?:Infinity|NaN)\b/ },
    words: "An integer has no Infinity and no NaN",
    fix: "Declare the place as f64: `let best: f64 = Infinity`; for integers `i32.MAX_VALUE` and `i32.MIN_VALUE`",
  },
  {
    when: { codes: LOSS, message: /'[iu]64' to '[iu]32'/ },
    words:
      "A 32-bit integer ends at 2,147,483,647: milliseconds, and seconds from 2038 on, are larger",
    fix: "Declare the place as i64, or as f64",
  },
  {
    when: { codes: LOSS, before: /[\w)\]]\[[^\]]*$/, message: /'f(?:64|32)' to 'i32'/ },
    words: "An index is an integer, and Math.floor, parseInt and the like give an f64",
    fix: "Convert it: `xs[i32(i)]`. Half of a length is whole already: `xs.length / 2`",
  },
  {
    when: {
      codes: OTHER_TYPE,
      line: /\bthrow\s+new\s+\w+\s*\(/,
      message: /to type '~lib\/string\/String/,
    },
    words: "`throw` reports the first argument of the error as its message, which must be a text",
    fix: 'Write `throw new Error("bad round: " + n.toString())`; nothing can catch it, so an error of your own class is of no use',
  },
  {
    when: { codes: OTHER_TYPE, line: /\bnew\s+\w+Array\s*\(\s*\[/, message: /Array<\w+>' is not/ },
    words: "A typed array starts with its length, filled with zeros",
    fix: "Write an array: `const xs: f64[] = [1, 2]`",
  },
  {
    when: {
      codes: OTHER_TYPE,
      message: /^Type '\([^']*\) => [^']*' is not assignable to type '\([^']*, i32, ~lib\/array/,
    },
    words: "What `map` and the like call takes the value, its index and the array",
    fix: "Wrap the function: `texts.map<f64>((text) => parseFloat(text))`. A parameter is declared with all three, `f: (x: f64, i: i32, xs: f64[]) => f64`",
  },
  {
    when: { codes: [200, 2365], line: /~~|\|\s*0\b|>>\s*0\b/ },
    words: "Signs of bits take integers",
    fix: "Cut the fraction off with `i32(x)`, or keep an f64: `Math.trunc(x)`",
  },
  {
    when: { codes: OTHER_TYPE, message: /to type '~lib\/number\/\w+'/ },
    words: "`Number` is a class of functions, not a type",
    fix: "Write `f64`, or `number`, which is the same: `const x: f64 = 1`",
  },
  {
    when: { codes: [2365], message: /^Operator '[-*/%]' cannot be .*String/ },
    words: "A text is not a number",
    fix: "Write `parseFloat(text)`",
  },
  {
    when: {
      codes: OTHER_TYPE,
      line: /\s[<>]=?\s/,
      message: /is not assignable to type '~lib\/string\/String/,
    },
    words: "A text and a number cannot be compared",
    fix: "Turn the text into a number: `parseFloat(text) > 1`",
  },
];

/** A variable that takes its type from a whole number, and what is assigned to it at `before`. */
const ASSIGNED = /(?:^|[;{(]|\s)(\w+)\s*[-+*/%]?=\s*[^=;]*$/;

/**
 * What to do where a fraction is assigned to a variable that is an integer only because it starts with one, as `let sum = 0` does;
 * null when that is not so.
 * @param code the source with its texts blanked
 */
export function integerStart(code: string, offset: number): string | null {
  const line = code.slice(code.lastIndexOf("\n", offset - 1) + 1, offset);
  const name = ASSIGNED.exec(line)?.[1];
  if (name === undefined) return null;
  const declared = new RegExp(
    `\\b(?:let|var|const)\\s+(?:[^;\\n]*,\\s*)?${name}\\s*=\\s*(-?\\d+)\\s*[;,\\n]`,
  );
  const found = declared.exec(code.slice(0, offset));
  if (found === null) return null;
  const row = code.slice(0, found.index).split("\n").length;
  return `${name} is an integer, because it starts with ${found[1] ?? "0"} in line ${row}. Declare its type there: \`let ${name}: f64 = ${found[1] ?? "0"}\``;
}
