import type { Habit } from "./habit.js";

/** What TypeScript allows of functions and classes and AssemblyScript does not; each is narrow, so these come first. */
export const CLASS_HABITS: readonly Habit[] = [
  {
    when: {
      codes: [1110],
      line: /^\s*(?:\w+\s+)*\w+\s*=\s*\([^)]*\)\s*(?::[^=]+)?=>/,
      before: /^\s*$/,
    },
    words: "A field needs a type, and a function in a field cannot use `this`",
    fix: "Write a method: `score(x: f64): f64 { return x * this.alpha; }`",
  },
  {
    when: { codes: [219] },
    words: "A field always has a value",
    fix: "Give it one: `alpha: f64 = NaN`, or `name: string | null = null`",
  },
  {
    when: { codes: [2391], line: /\)\s*:\s*(asserts\s+)?\w+\s+is\b/ },
    words: "There are no type predicates",
    fix: "Return a bool, `function known(x: string | null): bool`; where the value is used, `if (x !== null) { … }` narrows it",
  },
  {
    when: { codes: [2391] },
    words: "There are no overloads: a function has one signature and one body",
    fix: "Write two functions with two names, or a generic one: `function kind<T>(x: T): string`",
  },
  {
    when: { codes: [2394] },
    words: "A method that overrides another has the same parameters and the same result",
    fix: "Take the types of the method in the class above it",
  },
  {
    when: { codes: [1003], line: /^\s*static\s*\{/ },
    words: "There are no static blocks",
    fix: "Give the field its value where it is declared, or assign it at the top level of the file",
  },
  {
    when: { codes: [1005], message: /^'key' expected/, line: /\[\s*Symbol\b/ },
    words: "There are no iterators, and no computed names of members",
    fix: "Write a method that returns an array: `values(): f64[]`",
  },
  {
    when: { codes: [2515], message: /member '(\w+)'/ },
    words: "A class has every method that its interface or abstract class declares",
    fix: "Write the method `$1` in the class, with the same parameters and result",
  },
  {
    when: {
      codes: [2339],
      message: /' does not exist on type '[^']*#\w+'/,
      before: /\bthis\s*\.\s*$/,
    },
    words: "A function inside a method has no `this`: there are no closures",
    fix: "Use a for loop in the method, `for (let i = 0; i < xs.length; i++)`, or pass the value as a parameter",
  },
  {
    when: { codes: [2511] },
    words: "No object can be made of an abstract class",
    fix: "Make one of a class that extends it: `class Squared extends Loss { … }` and `new Squared()`",
  },
  {
    when: { codes: [1005], message: /^'key' expected/ },
    words: "There are no index signatures",
    fix: "Use a Map: `const weights = new Map<string, f64>(); weights.set(worker, 1);`",
  },
  {
    when: { codes: [2304], message: /'arguments'/ },
    words: "There is no `arguments`",
    fix: "Name the parameters; for any number of values take an array: `function most(xs: f64[]): f64`",
  },
  {
    when: { codes: [2558], line: /:\s*Function\b/ },
    words: "`Function` alone is not a type",
    fix: "Write the function's own: `(text: string) => void`",
  },
];
