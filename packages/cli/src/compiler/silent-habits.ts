import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { compileErrors } from "../errors/compile-errors.js";
import { position } from "../project/json-document.js";
import { blanked } from "./blanked.js";
import type { OwnSource } from "./own-source.js";

/** What compiles without a warning and behaves differently from TypeScript. */
interface SilentHabit {
  readonly pattern: RegExp;
  /** Whether what was found is meant; `code` is the whole file with its texts blanked. */
  readonly concerns?: (found: RegExpExecArray, code: string) => boolean;
  readonly words: string;
  readonly fix: string;
}

const MAX_I32 = 2 ** 31 - 1;
const INTEGERS = "(?:i8|i16|i32|i64|u8|u16|u32|u64|isize|usize)";

/** A comparator's difference that is cut to a whole number, on its own or as what it returns. */
const CUT_DIFFERENCE = String.raw`(?:<i32>\s*\([^()]*-[^()]*\)|i32\([^()]*-[^()]*\)|\([^()]*-[^()]*\)\s+as\s+i32)`;

const SILENT_HABITS: readonly SilentHabit[] = [
  {
    pattern: /\.get\([^()]*\)\s*\|\|/g,
    words: "`get` ends the round as failed where a Map lacks the key, so `||` never gets its turn",
    fix: "Write `map.has(key) ? map.get(key) : 0`",
  },
  {
    pattern: /[(,]\s*\.\.\.\w+\s*:/g,
    words: "A rest parameter does not gather its arguments",
    fix: "Take an array: `function f(xs: f64[]): f64`, called as `f([1, 2])`",
  },
  {
    pattern: /\btypeof\s+[\w.]+\s*[=!]==?/g,
    words: "typeof is decided when the program is compiled, from the declared type",
    fix: "Leave the test out, or compare the value: `isNaN(x)`, `value === null`, `value instanceof Type`",
  },
  {
    pattern: /\b(?:const|let|var)\s+\w+\s*=\s*(\d+)\s*\/\s*([\w.]+)\s*;/g,
    concerns: ([, , divisor = ""], code) => isInteger(divisor, code),
    words: "Two integers are divided, and the fraction is lost: 1 / 3 is 0",
    fix: "Make one of them f64: `1.0 / n`, `f64(n)`",
  },
  {
    pattern: /:\s*(?:f64|f32|number)\s*=\s*([A-Za-z_][\w.]*)\s*\/\s*([\w.]+)\s*;/g,
    concerns: ([, dividend = "", divisor = ""], code) =>
      isInteger(dividend, code) && isInteger(divisor, code),
    words: "Two integers are divided before the result becomes f64, and the fraction is lost",
    fix: "Make one of them f64: `f64(a) / b`",
  },
  {
    pattern:
      /\b(?:const|let|var)\s+\w+\s*=\s*([A-Za-z_]\w*(?:\[[^\]]*\])?)\s*\/\s*([A-Za-z_]\w*(?:\[[^\]]*\])?)\s*;/g,
    concerns: ([, dividend = "", divisor = ""], code) =>
      isInteger(dividend, code) && isInteger(divisor, code),
    words: "Two integers are divided, and the fraction is lost: 3 / 4 is 0",
    fix: "Make one of them f64: `f64(a) / b`; where a whole number is meant, declare it: `const n: i32 = a / b`",
  },
  {
    pattern: /\breturn\s+([A-Za-z_]\w*)\s*\/\s*([\w.]+)\s*;/g,
    concerns: ({ index, 1: dividend = "", 2: divisor = "" }, code) =>
      isInteger(dividend, code) && isInteger(divisor, code) && returnsFraction(code, index),
    words: "Two integers are divided before the result becomes f64, and the fraction is lost",
    fix: "Make one of them f64: `f64(a) / b`",
  },
  {
    pattern: /\(\s*([A-Za-z_]\w*)\s*\/\s*(\w+)\s*\)\s*\*\s*(\w+)/g,
    concerns: ([, dividend = "", divisor = "", factor = ""], code) =>
      factor !== divisor && isInteger(dividend, code) && isInteger(divisor, code),
    words:
      "Two integers are divided, and the fraction is lost before the product: (3 / 4) * 100 is 0",
    fix: "Make one of them f64: `(f64(a) / b) * 100`",
  },
  {
    pattern: /[\w)\]]\[\s*-\s*\d+\s*\]/g,
    words: "There is nothing before the first value: an index below 0 ends the round as failed",
    fix: "Write `xs[xs.length - 1]` or `xs.at(-1)`",
  },
  {
    pattern: /\b(?:if|while)\s*\(\s*[\w.]+\s*=(?!=)[^()]*\)/g,
    words: "A single `=` assigns: this condition is the value assigned",
    fix: "Compare with `==`",
  },
  {
    pattern: /:\s*i32\s*=\s*-?\s*(\d[\d_]*)(?![\w.])/g,
    concerns: ([, digits = ""]) => Number(digits.replaceAll("_", "")) > MAX_I32,
    words: "This number is larger than an i32 can be (2,147,483,647), and becomes another one",
    fix: "Declare it i64 or f64",
  },
  {
    pattern: /[\w)\]]\s(?:<=?\s+[\w.]+\s+<=?|>=?\s+[\w.]+\s+>=?)\s/g,
    words: "Comparisons do not chain: `0 < x < 1` compares true or false, as 1 or 0, with 1",
    fix: "Write `0 < x && x < 1`",
  },
  {
    pattern:
      /\.sort\(\s*\([^()]*\)\s*(?::\s*\w+\s*)?=>\s*(?:\{\s*return\s+)?[\w.[\]]+\s*[<>]=?\s*[\w.[\]]+\s*[;)}]/g,
    words:
      "The comparator gives true or false, 1 or 0, so that no value ever comes before another and nothing is sorted",
    fix: "Compare both ways: `a < b ? -1 : a > b ? 1 : 0`. Numbers alone are sorted right by `sort()`",
  },
  {
    pattern: new RegExp(
      String.raw`\.sort\(\s*\([^()]*\)\s*(?::\s*\w+\s*)?=>\s*(?:\{\s*return\s+)?${CUT_DIFFERENCE}`,
      "g",
    ),
    words:
      "The comparator cuts a difference to a whole number, so that values closer than 1 count as equal and stay in any order",
    fix: "Compare them: `a < b ? -1 : a > b ? 1 : 0`. Numbers alone are sorted right by `sort()`",
  },
];

/** Warnings about what compiles but does something else than people from TypeScript expect. */
export function silentHabits({ file, text }: OwnSource): WeightkitError[] {
  const code = blanked(text);
  return SILENT_HABITS.flatMap(({ pattern, concerns, words, fix }) =>
    Array.from(code.matchAll(pattern))
      .filter((found) => concerns?.(found, code) !== false)
      .map((found) => {
        const place = { file, ...position(text, found.index) };
        return fault(compileErrors.silentHabit, { words, fix }, { place });
      }),
  );
}

/** Whether the file shows that an operand is an integer: a literal, a length, or a name declared as one and nothing else. */
function isInteger(operand: string, code: string): boolean {
  if (/^\d+$/.test(operand) || /\.length$/.test(operand)) return true;
  const [, array] = /^(\w+)\[[^\]]*\]$/.exec(operand) ?? [];
  if (array !== undefined) return new RegExp(`\\b${array}\\s*=\\s*\\[[\\d\\s,]+\\]`).test(code);
  if (!/^\w+$/.test(operand)) return false;
  const declarations = Array.from(
    code.matchAll(new RegExp(`\\b${operand}\\s*(?::\\s*(\\w+)|=\\s*([\\w.]+)\\s*;)`, "g")),
  );
  return (
    declarations.length > 0 &&
    declarations.every(
      ([, type, value]) =>
        (type !== undefined && new RegExp(`^${INTEGERS}$`).test(type)) ||
        (value !== undefined && (/^\d+$/.test(value) || /\.length$/.test(value))),
    )
  );
}

/** Whether the function around `offset` declares that it returns an f64. */
function returnsFraction(code: string, offset: number): boolean {
  const signatures = Array.from(code.slice(0, offset).matchAll(/\)\s*:\s*(\w+)\s*(?:=>\s*)?\{/g));
  return /^(?:f64|f32|number)$/.test(signatures[signatures.length - 1]?.[1] ?? "");
}
