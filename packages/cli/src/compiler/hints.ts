interface Hint {
  readonly when: (code: number, message: string, line: string) => boolean;
  readonly text: string;
}

/** What trips people who come from TypeScript, most specific first. */
const HINTS: readonly Hint[] = [
  {
    when: (code, message) => code === 100 && message.includes("Closure"),
    text: "AssemblyScript has no closures: a function cannot use variables of the function around it; pass them as parameters, or use a for loop",
  },
  {
    when: (_, message, line) => message.includes("Exceptions") || /\b(try|catch)\b/.test(line),
    text: "AssemblyScript has no try/catch: check beforehand; `throw new Error(…)` ends the round as failed",
  },
  {
    when: (code, message) => code === 2304 && /'(any|unknown|undefined|never)'/.test(message),
    text: "Every value needs one concrete type; there is no any, unknown or undefined. Write the type, or null with `T | null`",
  },
  {
    when: (code, message) => code === 2304 && /'(Promise|async|await)'/.test(message),
    text: "Weight logic runs from start to end without waiting; remove async and Promise",
  },
  {
    when: (code) => code === 2304,
    text: 'Check the spelling, or import it, e.g. `import { Round } from "@weightkit/sdk"`',
  },
  {
    when: (code, _, line) => code === 6054 && line.includes('"node:'),
    text: "Weight logic runs without Node: there are no node: modules",
  },
  {
    when: (code) => code === 6054 || code === 2307,
    text: "Check the path (relative, without .ts), or install the package in the project",
  },
  {
    when: (code) => code === 2305,
    text: "Check the spelling; the name must be exported by that file",
  },
  {
    when: (code) => code === 200,
    text: "Conversions that can lose something must be written: `<i32>value` or `i32(value)`",
  },
  {
    when: (code, message) => code === 2322 && message.includes("null"),
    text: "Check for null first: `if (value !== null) { … }`",
  },
  {
    when: (code) => code === 2322,
    text: "Convert explicitly, e.g. `<f64>value`, or change the declared type",
  },
  {
    when: (code) => code === 2531 || code === 2533,
    text: "Check for null first: `if (value !== null) { … }` on a local variable",
  },
  {
    when: (code) => code === 2339,
    text: "Check the spelling; AssemblyScript's own classes have fewer members than JavaScript's",
  },
  {
    when: (code) => code === 1110,
    text: "Write a type after the colon, e.g. f64, i32, string or Weights",
  },
  {
    when: (code, _, line) =>
      (code === 2451 || code === 7006 || code === 1005) && line.includes("=>"),
    text: "Write the parameters' and the result's types: `(x: f64): f64 => x * 2`",
  },
  {
    when: (code) => code >= 1000 && code < 2000,
    text: "This is not valid AssemblyScript; look at the marked character and just before it",
  },
  {
    when: (code) => code === 2554 || code === 2555,
    text: "Give the arguments that the function declares",
  },
  {
    when: (code) => code === 2365,
    text: "Both sides must have types that the operator takes; convert one of them",
  },
];

/** What to do about a compiler message; `line` is the source line it points to. */
export function hintFor(code: number, message: string, line: string): string {
  const hint = HINTS.find((one) => one.when(code, message, line));
  return (
    hint?.text ??
    "Fix the marked place; AssemblyScript is stricter than TypeScript: https://www.assemblyscript.org/status.html"
  );
}

/** What to use in place of what only browsers and Node provide. */
export function importHint(module: string, name: string): string {
  if (module !== "env") return `Remove the @external declaration of ${module}.${name}`;
  if (name.startsWith("console.")) {
    return "console writes where a node expects weights: use `log` from @weightkit/sdk, which writes to stderr";
  }
  if (name === "seed") {
    return "Remove Math.random: nodes' results are compared byte for byte, so logic must not be random";
  }
  if (name.startsWith("Date.") || name.startsWith("performance.")) {
    return "Take the time from the inferences' timestamps: nodes' clocks differ, and their results are compared byte for byte";
  }
  return `${name} belongs to browsers or Node; use what @weightkit/sdk offers instead`;
}
