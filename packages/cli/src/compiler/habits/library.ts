import type { Habit } from "./habit.js";

const UNKNOWN_NAME = [2304, 2552];
const UNKNOWN_MEMBER = [2339];

/** What JavaScript's library, browsers and Node have and weight logic lacks; the first that fits counts. */
export const LIBRARY_HABITS: readonly Habit[] = [
  {
    when: { codes: [200], comparator: true },
    words:
      "A comparator returns an integer, and a difference loses its fraction on the way: most values would count as equal",
    fix: "Call `sort()` without one (numbers sort by size in AssemblyScript), or return `a < b ? -1 : a > b ? 1 : 0`",
  },
  {
    when: { message: /'(toFixed|toPrecision|toExponential)'/ },
    words: "Numbers have no $1",
    fix: "Print the number unchanged, `x.toString()`, or round it first: `(Math.round(x * 100) / 100).toString()`",
  },
  {
    when: { message: /'(toLocaleString|toLocaleDateString|toLocaleTimeString|Intl)'/ },
    words: "There is no $1: a node has no language and no region",
    fix: "Print the number unchanged: `x.toString()`",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'JSON'/ },
    words: "There is no JSON in the standard library",
    fix: '`Round.read()` has read the payload and `round.weights.commit()` prints the weights; for other JSON, mark a class with `@json` and `import { parseJson } from "@weightkit/sdk/json"`',
  },
  {
    when: {
      codes: UNKNOWN_NAME,
      message: /'(fetch|XMLHttpRequest|axios|Request|Response|Headers)'/,
    },
    words: "There is no $1",
    fix: "Request with `Http.get(url)`, or read ground truth with `Truth.http(url)`, both from @weightkit/sdk; they return at once",
  },
  {
    when: { codes: [2554, 2555], line: /\bnew\s+Date\s*\(\s*\)/ },
    words:
      "There is no current time: nodes' clocks differ, and their results are compared byte for byte",
    fix: "Times are the sets' timestamps: take the newest set's timestamp instead of the current time",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(require|module|exports|__dirname|__filename)'/ },
    words: "There is no $1",
    fix: 'Import at the top of the file: `import { Round } from "@weightkit/sdk"`; files and JavaScript packages cannot be loaded',
  },
  {
    when: {
      codes: UNKNOWN_NAME,
      message:
        /'(setTimeout|setInterval|setImmediate|clearTimeout|queueMicrotask|requestAnimationFrame)'/,
    },
    words: "There is no $1: weight logic runs from start to end without waiting",
    fix: "Call the function directly",
  },
  {
    when: { line: /\bprocess\s*\.\s*env\b/ },
    words: "Weight logic has no environment variables of its machine",
    fix: "Declare the value as a constant in this file; what the topic gives is in `Round.read()`",
  },
  {
    when: { line: /\bprocess\s*\.\s*(?!env\b)\w+/, codes: [100, 238, 2304, 2339] },
    words: "There is no process: weight logic runs on nodes, without Node",
    fix: "`log` of @weightkit/sdk prints to stderr; `throw new Error(…)` ends the round as failed",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(\w+)' does not exist on type '~lib\/object\/Object'/,
    },
    words: "There is no Object.$1: the fields of a class are fixed when it is compiled",
    fix: "Use a Map and its `keys()` or `values()`, which are arrays; name a class's fields one by one",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(from|of)' does not exist on type '~lib\/array\/Array'/,
    },
    words: "There is no Array.$1",
    fix: "Write the values, `[1, 2]`, copy with `a.slice(0)`; `map.keys()`, `map.values()` and `set.values()` are arrays already",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(entries|keys|values)' does not exist on type '~lib\/array/,
    },
    words: "Arrays have no $1(): there are no iterators",
    fix: "Loop over an index: `for (let i = 0; i < xs.length; i++)`",
  },
  {
    when: { codes: UNKNOWN_MEMBER, message: /'(entries)' does not exist on type '~lib\/map/ },
    words: "Maps have no $1(): there are no iterators",
    fix: "Loop over an index: `const keys = map.keys(); for (let i = 0; i < keys.length; i++) { const value = map.get(keys[i]); }`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(get\w+|set\w+|toLocale\w+)' does not exist on type '~lib\/date/,
    },
    words: "Dates know UTC only: nodes have no time zone",
    fix: "Write `getUTCHours()`, `getUTCDay()` and the like, on `new Date(i64(set.timestamp) * 1000)`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(bind|apply)' does not exist on type '~lib\/function/,
    },
    words: "Functions have no $1()",
    fix: "Call the function with its arguments; for the most of an array write a loop: `most = Math.max(most, xs[i])`",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message:
        /'(forEach|map|filter|reduce|entries|keys|values)' does not exist on type '~lib\/@weightkit\/sdk/,
    },
    words: "This is not an array, and has no $1()",
    fix: "Loop over a set: `const set = round.set(0); for (let i = 0; i < set.length; i++) { set.worker(i); set.value(i); }`",
  },
  {
    when: { codes: [2329], message: /'~lib\/@weightkit\/sdk/ },
    words: "This is not an array, and takes no index",
    fix: "Call its method: `round.set(0)` is the newest set, `set.worker(0)` and `set.value(0)` are its first answer, `scores.get(worker)` is a score",
  },
  {
    when: { codes: [203], message: /'isNaN'|'isFinite'/ },
    words: "Only numbers can be tested for NaN",
    fix: "Turn the text into a number first: `isNaN(parseFloat(text))`",
  },
  {
    when: { codes: [238], line: /^$/ },
    words: "There is no process: weight logic runs on nodes, without Node",
    fix: "Leave `process` out; `console.log` prints to stderr, and `throw new Error(…)` ends the round as failed",
  },
  {
    when: {
      codes: UNKNOWN_MEMBER,
      message: /'(from|of)' does not exist on type '~lib\/typedarray/,
    },
    words: "Typed arrays have no $1()",
    fix: "Write an array: `const xs: f64[] = [1, 2]`",
  },
  {
    when: { codes: [2349], line: /\b(?<!new\s+)(Array|Map|Set)\s*\(/ },
    words: "An Array, Map or Set is made with `new` and the types of what it holds",
    fix: "Write `new Array<f64>(10)`, which is filled with zeros, or `new Map<string, f64>()`",
  },
  {
    when: { codes: [2305], message: /'default'/ },
    words: "This file has no default export",
    fix: 'Import what it has by name: `import { Round } from "@weightkit/sdk"`',
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(structuredClone)'/ },
    words: "There is no $1",
    fix: "Copy an array with `xs.slice(0)`; give a class a method that makes a copy",
  },
  {
    when: { codes: [234, 2349, 2304, 2339], line: /\b(Number|String|Boolean)\s*\(/ },
    words: "Number(), String() and Boolean() are not functions here",
    fix: "Write `parseFloat(text)` for a text, `f64(n)` for an integer, `x.toString()` for text and `x != 0` for a bool",
  },
  {
    when: { codes: [2469] },
    words: "A sign does not turn a text into a number",
    fix: "Write `parseFloat(text)`",
  },
  {
    when: { codes: [2554, 2555], line: /\.reduce\s*\(/ },
    words: "reduce needs its first value and the type of its result",
    fix: "Write `xs.reduce<f64>((sum, x) => sum + x, 0)`, or a for loop",
  },
  {
    when: { codes: [2554, 2555], line: /\bMath\s*\.\s*(max|min|hypot)\s*\(/ },
    words: "Math.max, Math.min and Math.hypot take two numbers",
    fix: "Nest them, `Math.max(a, Math.max(b, c))`, or loop over an array",
  },
  {
    when: { codes: [2339], message: /type '[^']*console'/ },
    words: "console has few methods here",
    fix: "Use log, info, warn, error, debug, assert, time, timeLog or timeEnd; all of them write to stderr",
  },
  {
    when: { codes: [2339], message: /type '~lib\/crypto\/crypto'/ },
    words: "There is no randomness: nodes' results are compared byte for byte",
    fix: "Derive what you need from the payload, e.g. from the newest timestamp",
  },
  {
    when: { codes: UNKNOWN_NAME, message: /'(Buffer|TextEncoder|TextDecoder)'/ },
    words: "There is no $1",
    fix: "Write `String.UTF8.encode(text)` and `String.UTF8.decode(bytes)`",
  },
  {
    when: {
      codes: UNKNOWN_NAME,
      message:
        /'(globalThis|window|document|self|global|localStorage|navigator|WeakMap|WeakSet|Proxy|Reflect|RegExp|BigInt|URL|URLSearchParams)'/,
    },
    words: "There is no $1",
    fix: "Weight logic has AssemblyScript's standard library (Array, Map, Set, Math, String) and @weightkit/sdk",
  },
];
