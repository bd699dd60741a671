import type { Habit } from "./habit.js";

const UNKNOWN_MEMBER = [2339];
const WRONG_COUNT = [2554, 2555];
const TYPE_ARGUMENT = [1140];

/** What JavaScript's arrays, maps, sets and texts can and AssemblyScript's cannot; each is narrow, so these come first. */
export const COLLECTION_HABITS: readonly Habit[] = [
  {
    when: { codes: TYPE_ARGUMENT, line: /\bnew\s+(Map|Set|Array)\s*\(/ },
    words: "A new Map, Set or Array needs the types of what it holds",
    fix: "Write them: `new Map<string, f64>()`, `new Set<string>()`, `new Array<f64>(3)`",
  },
  {
    when: { codes: TYPE_ARGUMENT, line: /\.(map|reduce|reduceRight)\s*\(/ },
    words: "The result of `map` or `reduce` needs its type",
    fix: "Write it, `xs.map<f64>((x) => x * 2)`, for a text `parseFloat(x)`. The function cannot use variables around it, such as a parameter: then write a for loop",
  },
  {
    when: { codes: [1005], line: /\(\s*\[[\w\s,]*\]\s*[,)].*=>|\(\s*\(\s*\[/ },
    words: "There is no destructuring of parameters",
    fix: "Take the whole value and name its parts inside: `const first = pair[0];`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(find|findLast)' does not exist on type '~lib\/array/,
    },
    words: "Arrays have no $1()",
    fix: "Find the index: `const i = xs.findIndex((x) => x > 1);`, and take `xs[i]` where it is not -1",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(toSorted|toReversed|toSpliced|with)' does not exist on type '~lib\/array/,
    },
    words: "Arrays have no $1()",
    fix: "Change a copy: `const sorted = xs.slice(0); sorted.sort();`",
  },
  {
    when: { codes: UNKNOWN_MEMBER, message: /'(flatMap|group|groupBy)' does not exist on type/ },
    words: "There is no $1()",
    fix: "Fill a new array or a Map in a for loop",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(forEach|entries)' does not exist on type '~lib\/map/,
    },
    words: "Maps have no $1()",
    fix: "Loop over an index: `const keys = map.keys(); for (let i = 0; i < keys.length; i++) { const value = map.get(keys[i]); }`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(forEach|entries)' does not exist on type '~lib\/set/,
    },
    words: "Sets have no $1()",
    fix: "Loop over an index: `const values = set.values(); for (let i = 0; i < values.length; i++) { … values[i] … }`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message:
        /'(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)' does not exist on type '~lib\/set/,
    },
    words: "Sets have no $1()",
    fix: "Ask `other.has(value)` for each of `set.values()` in a for loop",
  },
  {
    when: { codes: WRONG_COUNT, line: /\bnew\s+(Map|Set)\s*</ },
    words: "A Map or Set starts empty",
    fix: "Add one by one: `map.set(key, value)`, `set.add(value)`",
  },
  {
    when: { codes: [100], message: /Spread operator/, line: /\[\s*\.\.\.\s*["'`]/ },
    words: "There is no spread (`...`)",
    fix: 'Split a text into characters: `const letters = text.split("")`',
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message:
        /'(match|matchAll|search|normalize|isWellFormed|toWellFormed|toLocaleUpperCase|toLocaleLowerCase)' does not exist on type '~lib\/string/,
    },
    words: "Strings have no $1()",
    fix: "Use `indexOf`, `includes`, `startsWith`, `endsWith`, `split`, `replaceAll`, `toUpperCase` or `charCodeAt`; there are no regular expressions",
  },
  {
    when: {
      codes: [200],
      message: /'f64' to 'i32'/,
      line: /\.(push|unshift|fill|includes|indexOf)\s*\(/,
    },
    words:
      "This array holds integers: `[1, 2]` without a type is an `i32[]`, as whole numbers are i32 here",
    fix: "Declare it: `const xs: f64[] = [1, 2]`",
  },
  {
    when: {
      codes: [1005],
      message: /^'}' expected/,
      line: /\bexport\s+default\s*\{|^\s*\w+\s*\([^)]*\)\s*:\s*\w+\s*\{/,
    },
    words: "An object literal cannot have methods, and a file needs no default object",
    fix: "Write the statements at the top level of the file, which run from top to bottom, and name functions there",
  },
];
