import type { Habit } from "./habit.js";

/** What the parser reports where valid TypeScript is not valid AssemblyScript. */
const SYNTAX = [1003, 1005, 1009, 1012, 1109, 1110, 1127, 1155, 1351];

/** Syntax and types of TypeScript that AssemblyScript lacks; the first that fits counts. */
export const LANGUAGE_HABITS: readonly Habit[] = [
  {
    when: { line: /\bfor\s*\(\s*(const|let|var)\b[^;]*\bof\b/, codes: [100, ...SYNTAX] },
    words: "There is no for…of",
    fix: "Loop over an index: `for (let i = 0; i < xs.length; i++)` and `const x = xs[i]` inside; for a Map, take `const keys = map.keys()` and loop over those",
  },
  {
    when: { line: /\bfor\s*\(\s*(const|let|var)\b[^;]*\bin\b/, codes: SYNTAX },
    words: "There is no for…in",
    fix: "Loop over an index: `for (let i = 0; i < keys.length; i++)`; a Map's keys are an array: `const keys = map.keys()`",
  },
  {
    when: { message: /'in' operator/ },
    words: "There is no `in` operator",
    fix: "Ask the collection: `map.has(key)`, `set.has(value)` or `array.includes(value)`",
  },
  {
    when: { line: /\?\?/, codes: SYNTAX },
    words: "There is no `??`",
    fix: "Test for null: `a !== null ? a : b`, or `if (a === null) …`; ask a Map with `has` before `get`",
  },
  {
    when: { line: /\?\.(?!\d)/, codes: SYNTAX },
    words: "There is no `?.`",
    fix: "Test for null with `if (a !== null) { … a.b … }` on a local constant, or `a !== null ? a.b : fallback`",
  },
  {
    when: { line: /(\|\||&&)=/, codes: SYNTAX },
    words: "There is no `||=` or `&&=`",
    fix: "Write the test: `if (!a) a = b`",
  },
  {
    when: { line: /\b(async|await|Promise)\b/, codes: [2304, 2307, ...SYNTAX] },
    words:
      "There is no async, await or Promise: weight logic runs from start to end without waiting",
    fix: "Remove them; requests return at once: `Http.get(url)`, `Truth.http(url)` from @weightkit/sdk",
  },
  {
    when: { line: /\bfunction\s*\*|\byield\b/, codes: SYNTAX },
    words: "There are no generators",
    fix: "Fill an array and return it: `const found = new Array<f64>(); found.push(x);`",
  },
  {
    when: { line: /\{\s*\.\.\./, codes: SYNTAX },
    words: "There is no spread of objects",
    fix: "Copy each field, or give the class a method that makes the copy",
  },
  {
    when: { codes: [100], message: /Spread operator/ },
    words: "There is no spread (`...`)",
    fix: "Join arrays with `a.concat(b)`, copy one with `a.slice(0)`, add a value with `push`",
  },
  {
    when: {
      line: /^(?!.*\b(?:const|let|var)\s*[[{]).*[(,]\s*\.\.\./,
      codes: [2554, 2555, ...SYNTAX],
    },
    words: "There is no spread (`...`) in calls",
    fix: "Pass each argument, or loop over the array: `let most = xs[0]; for (let i = 1; i < xs.length; i++) most = Math.max(most, xs[i]);`",
  },
  {
    when: { codes: SYNTAX, line: /\b(const|let|var)\s*[[{]|[(,]\s*\{[^}]*\}\s*[:,)=]/ },
    words: "There is no destructuring",
    fix: "Write one `const` for each, by index or member: `const first = pair[0];`, `const n = round.length;`",
  },
  {
    when: { codes: [2540], rest: /^\[/ },
    words: "There is no destructuring",
    fix: "Keep one value in between: `const kept = a; a = b; b = kept;`",
  },
  {
    when: { codes: [215] },
    words: "An optional parameter needs its value: `b?: f64` alone does not compile",
    fix: "Give a default: `b: f64 = 0`",
  },
  {
    when: { codes: [1110], line: /\b(let|var)\s+\w+\s*;/, rest: /^\s*;/ },
    words: "A variable without a value needs a type",
    fix: "Write it: `let x: f64 = 0`",
  },
  {
    when: { codes: [1110], line: /\bfunction\b|=>|\bconstructor\b/, rest: /^\s*=[^>=]/ },
    words: "A parameter needs a type, with a default too",
    fix: "Write it before the default: `(x: f64 = 1)`",
  },
  {
    when: { codes: [1110], before: /\)\s*$/ },
    words: "A function needs the types of its parameters and of its result",
    fix: "Write them: `function f(x: f64): f64`, `(x: f64): f64 => x * 2`; `void` when it returns nothing",
  },
  {
    when: { codes: [1110], line: /=>/ },
    words: "An arrow function needs the types of its parameters and its result",
    fix: "Write them: `(x: f64): f64 => x * 2`; `(): void => { … }` for one without parameters",
  },
  {
    when: { codes: [1110], rest: /^\s*[,)]/ },
    words: "A parameter needs a type",
    fix: "Write it: `function f(x: f64): f64`",
  },
  {
    when: { codes: [1110], line: /:\s*\[/, rest: /^\s*\[/ },
    words: "There are no tuples",
    fix: "Write a class with a field for each part: `class Named { constructor(public name: string, public value: f64) {} }`",
  },
  {
    when: { codes: [1003], before: /<[^>]*$/, rest: /^\s*\{/ },
    words: "There are no object types",
    fix: "Write a class with these fields, and its name here: `Map<string, Score>`",
  },
  {
    when: { codes: [1110], rest: /^\s*\{/ },
    words: "There are no object types",
    fix: "Write a class with these fields; for `{ [key: string]: f64 }` use `Map<string, f64>`",
  },
  {
    when: { codes: [1110], rest: /^\s*["'`\d]/ },
    words: "There are no literal types",
    fix: "Write `string` or `f64`, or an enum: `enum Direction { Up, Down }`",
  },
  {
    when: {
      codes: SYNTAX,
      line: /\bkeyof\b|\btypeof\s+\w+\[|:\s*typeof\b|\btype\s+\w+\s*=\s*\w+\[|\binfer\b|\bextends\b[^{]*\?/,
    },
    words: "There are no types computed from other types",
    fix: "Write the type itself: `string`, a class, or a generic parameter `<T>`",
  },
  {
    when: { codes: SYNTAX, line: /\btype\s+\w+[^=]*=[^&]*&|:\s*\w+\s*&\s*\w+/ },
    words: "There are no intersection types",
    fix: "Write one class with all the fields, or let one class extend the other",
  },
  {
    when: { codes: [100], message: /union types/, line: /["'][^"']*["']\s*\||\|\s*["']/ },
    words: "There are no literal types and no unions of them",
    fix: "Write an enum: `enum Direction { Up, Down }`, or one type, `string`",
  },
  {
    when: { codes: [100], message: /union types/, line: /\bundefined\b/ },
    words: "There is no undefined and no union with it",
    fix: "Use one type; `T | null` is the only union, for classes and strings. A number cannot be null: use NaN, or a separate `bool`",
  },
  {
    when: { codes: [100], message: /union types/ },
    words: "A value has one type; `T | null` is the only union",
    fix: "Choose one type, or write two functions or a generic one: `function f<T>(x: T): void`",
  },
  {
    when: { codes: [226] },
    words: "`null` means the number 0 here: a number is never null",
    fix: "Ask a Map with `map.has(key)` before `map.get(key)`, which ends the round as failed where the key is missing; for a class write its type, `let best: Score | null = null`",
  },
  {
    when: { codes: [235] },
    words:
      "A node runs the statements at the top level of the entry and calls nothing that it exports",
    fix: "Leave out `export`, and use the class or object at the end of the file",
  },
  {
    when: { codes: [204] },
    words: "A number cannot be null; only classes, strings and arrays can (`T | null`)",
    fix: "Use NaN and `isNaN(x)`, or a separate `bool`",
  },
  {
    when: { codes: [100], message: /Interface hidden classes/ },
    words: "An object literal cannot be an interface",
    fix: "Write a class that has these fields, then `{ x: 1 }` or `new Point(1)`: `class Point { x: f64 = 0 }`",
  },
  {
    when: { message: /'<object>'/ },
    words: "An object literal needs a class that has its fields",
    fix: "Write it: `class Pair { a: f64 = 0; b: f64 = 0 }` and `const o: Pair = { a: 1, b: 2 }`; for keys that vary use `Map<string, f64>`",
  },
  {
    when: { codes: [1005], line: /=\s*\{.*\(/ },
    words: "An object literal cannot have methods",
    fix: "Write a class with the method, and make one with `new`",
  },
  {
    when: { codes: [100], message: /Closures/ },
    words: "There are no closures: a function cannot use variables of the function around it",
    fix: "Use a for loop, pass the value as a parameter, or declare the variable at the top level of the file",
  },
  {
    when: { message: /Exceptions/ },
    words: "There is no try/catch",
    fix: "Check before you act; `throw new Error(…)` ends the round as failed",
  },
  {
    when: { codes: [100], message: /Regular expressions/ },
    words: "There are no regular expressions",
    fix: "Use string methods: `indexOf`, `startsWith`, `endsWith`, `includes`, `split`, `charCodeAt`",
  },
  {
    when: { codes: [100], message: /Tagged template|String\.raw/ },
    words: "There are no tagged templates",
    fix: "Call a function with the text",
  },
  {
    when: { codes: [100], message: /Const assertion/ },
    words: "There is no `as const`",
    fix: "Leave it out; for values that never change, declare them with `const`, or write an enum",
  },
  {
    when: { codes: SYNTAX, line: /\bsatisfies\b/ },
    words: "There is no `satisfies`",
    fix: "Declare the type: `const a: f64 = 1`",
  },
  {
    when: { codes: SYNTAX, line: /\bimport\s+type\b|\bimport\s*\{[^}]*\btype\s/ },
    words: "There is no `import type`",
    fix: "Write `import { Round } from …`; what is not used costs no bytes",
  },
  {
    when: { codes: [1351], line: /\d+n\b/ },
    words: "There is no bigint",
    fix: "Write `i64` or `u64` for integers up to 64 bits: `const b: i64 = 10`",
  },
  {
    when: { codes: SYNTAX, rest: /^[\u2018-\u201f\u00ab\u00bb]/ },
    words: "This is a typographic quote, as word processors and web pages put in",
    fix: 'Write straight ones: "text"',
  },
  {
    when: { codes: [1127], rest: /^#\w/ },
    words: "There are no `#private` members",
    fix: "Write `private x: f64 = 1`",
  },
  {
    when: { codes: [1109], line: /\b(break|continue)\s+\w+|^\s*\w+\s*:\s*(for|while|do)\b/ },
    words: "There are no labels for loops",
    fix: "Move the inner loop into a function that returns, or keep a `bool` that ends both loops",
  },
  {
    when: { codes: [2304], before: /\bfor\s*\(\s*$/ },
    words: "A loop's variable is declared",
    fix: "Write `for (let i = 0; i < n; i++)`",
  },
  {
    when: { codes: [2304], message: /'delete'/ },
    words: "There is no `delete`",
    fix: "Call the method of the collection: `map.delete(key)`; fields of a class always stay",
  },
  {
    when: { codes: [2304], message: /'(any|unknown|never|object)'/ },
    words: "Every value needs one concrete type: there is no $1",
    fix: "Write the type, `T | null`, or a generic function: `function f<T>(x: T): void`",
  },
  {
    when: { codes: [2304], message: /'undefined'/ },
    words: "There is no undefined",
    fix: "Use null for classes and strings (`T | null`) and NaN for numbers; ask a Map with `map.has(key)` before `map.get(key)`",
  },
  {
    when: { codes: [2304], message: /'(Record|Dictionary)'/ },
    words: "There is no $1",
    fix: "Use a Map: `const r = new Map<string, f64>(); r.set(key, 1);`",
  },
  {
    when: {
      codes: [2304],
      message: /'(Partial|Required|Pick|Omit|Readonly|Exclude|Extract|NonNullable|ReturnType)'/,
    },
    words: "There are no types computed from other types, such as $1",
    fix: "Write a class with the fields that you need",
  },
  {
    when: {
      codes: [2304],
      message: /'(ReadonlyArray|ReadonlyMap|ReadonlySet|Iterable|Iterator|ArrayLike)'/,
    },
    words: "There is no $1",
    fix: "Write `f64[]`, `Map<string, f64>` or `Set<string>`",
  },
  {
    when: {
      codes: [2322],
      line: /\benum\b|^\s*\w+\s*=\s*["'`]/,
      message: /String' is not assignable to type 'i32'/,
    },
    words: "The members of an enum are integers, not texts",
    fix: 'Write `enum E { A, B }`, or constants: `const A: string = "a"`',
  },
  {
    when: {
      codes: [2322],
      line: /["'`]\s*\+|\+\s*["'`]/,
      message: /is not assignable to type '~lib\/string\/String/,
    },
    words: "A number does not turn into text by `+`",
    fix: "Write `x.toString()`, or a template: `${x}`",
  },
  {
    when: {
      codes: [2322],
      line: /[=!]==?/,
      message: /is not assignable to type '~lib\/string\/String/,
    },
    words: "A text and a number cannot be compared",
    fix: 'Bring both to one type: `parseFloat(text) == 1` or `text == "1"`',
  },
];
