import type { Habit } from "./habit.js";

const UNKNOWN_NAME = [2304, 2552];
const UNKNOWN_MEMBER = [2339];
const LOOP = "`let sum: f64 = 0; for (let i = 0; i < xs.length; i++) sum += xs[i];`";

/** What people from Python write. */
export const PYTHON_HABITS: readonly Habit[] = [
  {
    when: { codes: UNKNOWN_NAME, message: /'(None)'/ },
    words: "There is no None",
    fix: "Write `null` for classes and strings, and NaN for numbers",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(True|False|not)'/ },
    words: "There is no $1",
    fix: "Write `true`, `false`, and `!` for not",
  },
  {
    when: { codes: [1005, 1009, 1012, 1109], line: /^\s*def\s+\w+\s*\(/ },
    words: "There is no def",
    fix: "Write `function mean(xs: f64[]): f64 { … }`, with the types of the parameters and of the result",
  },
  {
    when: { codes: [1005], rest: /^(?:if|while|for)\b(?!\s*\()|^.*:\s*$/ },
    words: "The condition of an `if` or a loop goes in parentheses, and its body in braces",
    fix: "Write `if (a > 0) { … }`, `while (a > 0) { … }`, `for (let i = 0; i < n; i++) { … }`",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(elif|elsif|elseif)'/ },
    words: "There is no $1",
    fix: "Write `else if (a > 0) { … }`",
  },
  {
    when: { codes: [1012, 1109], line: /\w\s*(?::\s*\w+\s*)?:=/ },
    words: "There is no `:=`",
    fix: "Declare a value with `const x = 1;`, and one that changes with `let x: f64 = 1;`",
  },
  {
    when: { codes: [1127], rest: /^#(?:\s|$)/ },
    words: "A comment does not begin with `#`",
    fix: "Write `// comment`",
  },
  {
    when: { codes: [1012], line: /\bnot\s+\w/ },
    words: "Conditions are joined by signs",
    fix: "Write `!` for not",
  },
  {
    when: {
      codes: UNKNOWN_NAME,
      message: /'(pow|exp|log2|log10|log1p|tanh|sin|cos|round|cbrt|hypot|sign)'/,
    },
    words: "$1 is a function of Math",
    fix: "Write `Math.$1(x)`",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(print)'/ },
    words:
      "There is no print: stdout holds the weights alone, which `round.weights.commit()` prints",
    fix: "Write `console.log(text)`, which goes to stderr",
  },
  {
    when: { codes: [1012], rest: /^(and|or|not|is)\b/ },
    words: "Conditions are joined by signs",
    fix: "Write `&&` for and, `||` for or, `!` for not, `==` for is",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(np|numpy|pd|pandas|scipy|torch|tf|sklearn)'/ },
    words: "There is no $1: weight logic uses no Python packages",
    fix: `Write the calculation with a loop and Math, or look for it in @weightkit/sdk: ${LOOP}`,
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(len)'/ },
    words: "There is no len()",
    fix: "Write `xs.length`, and `map.size` for a Map or Set",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(range|enumerate|zip)'/ },
    words: "There is no $1()",
    fix: "Loop over an index: `for (let i = 0; i < n; i++)`",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(str|int|float|double|dict|list|tuple)'/ },
    words: "There is no $1",
    fix: "Types are `string`, `i32`, `f64`, `Map<string, f64>` and `f64[]`; convert by `x.toString()`, `i32(x)`, `parseFloat(text)`",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(sum|mean|average|median|std|variance)'/ },
    words: "There is no $1()",
    fix: `Loop over the array: ${LOOP}`,
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message:
        /'(sum|mean|average|median|std|variance)' does not exist on type '~lib\/(array|math)/,
    },
    words: "There is no $1 of an array",
    fix: `Loop over it: ${LOOP}`,
  },
  {
    when: { codes: UNKNOWN_MEMBER, message: /'(max|min)' does not exist on type '~lib\/array/ },
    words: "There is no $1 of an array",
    fix: "Loop over it: `let most = xs[0]; for (let i = 1; i < xs.length; i++) most = Math.max(most, xs[i]);`",
  },
  {
    when: { codes: UNKNOWN_MEMBER, message: /'(clamp|clip)' does not exist on type '~lib\/math/ },
    words: "There is no Math.$1",
    fix: "Write `Math.max(least, Math.min(most, x))`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(append|extend|add)' does not exist on type '~lib\/array/,
    },
    words: "Arrays have no $1()",
    fix: "Write `xs.push(x)`, and `xs.concat(ys)` for all values of another",
  },
];
