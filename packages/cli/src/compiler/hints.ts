import { isBuiltin } from "node:module";
import { blanked } from "./blanked.js";
import { CONVERSION_HABITS, integerStart } from "./habits/conversions.js";
import { insideComparator } from "./habits/comparator.js";
import { CLASS_HABITS } from "./habits/classes.js";
import { COLLECTION_HABITS } from "./habits/collections.js";
import type { Habit } from "./habits/habit.js";
import { LANGUAGE_HABITS } from "./habits/language.js";
import { LIBRARY_HABITS } from "./habits/library.js";
import { PYTHON_HABITS } from "./habits/python.js";
import { SDK_HABITS, SDK_TYPE } from "./habits/sdk.js";
import { meantMember, meantName, meantOfSdk, SDK_NAMES } from "./meant.js";
import { sdkMembers } from "./sdk-members.js";
import { unclosed } from "./unclosed.js";

/** A compiler message and where it points. */
export interface MarkedMessage {
  /** Without AS or TS. */
  readonly code: number;
  readonly message: string;
  /** The whole source, or empty where it is not known. */
  readonly text: string;
  /** Offset of the marked character, in UTF-16 units. */
  readonly offset: number;
}

/** What is left when no habit fits, most specific first. */
const GENERAL: readonly (readonly [codes: readonly number[], hint: string])[] = [
  [[2304, 2552], 'Check the spelling, or import it, e.g. `import { Round } from "@weightkit/sdk"`'],
  [[102], "Change the call in your logic: the mark is in the function that refuses it"],
  [[2307, 6054], "Check the path: relative, without .ts"],
  [[2305], "Check the spelling; the name must be exported by that file"],
  [
    [200],
    "The conversion would lose something. Declare the place as f64 to keep the fraction, or write `i32(Math.round(x))` where an integer is meant",
  ],
  [[2531, 2533], "Check for null first: `if (value !== null) { … }` on a local variable"],
  [[2322], "Convert the value, e.g. `f64(n)` or `x.toString()`, or change the declared type"],
  [[2339], "Check the spelling; AssemblyScript's own classes have fewer members than JavaScript's"],
  [[1110], "Write a type after the colon, e.g. f64, i32, string or Weights"],
  [[2554, 2555], "Give the arguments that the function declares"],
  [[2355], "Return a value on every path, or declare the result as void"],
  [[2365], "Both sides must have types that the operator takes; convert one of them"],
  [[2349], "Only functions can be called; look for an earlier error where this one is declared"],
  [
    [2540],
    "A `const` keeps its value. Declare it with `let`; a readonly field gets its value in the constructor",
  ],
  [[2448], "Statements run from top to bottom. Move the declaration above the line that uses it"],
  [
    [2564],
    'Give the field a value: `alpha: f64 = 0`, `name: string = ""`; or a parameter of the constructor: `constructor(public name: string) {}`',
  ],
  [
    [2300],
    "A name is declared once in a file. Choose another name, or assign to the first one without `let`, `const` or `var`",
  ],
];

/** The first that fits counts. */
const HABITS: readonly Habit[] = [
  ...SDK_HABITS,
  ...CLASS_HABITS,
  ...COLLECTION_HABITS,
  ...LANGUAGE_HABITS,
  ...LIBRARY_HABITS,
  ...CONVERSION_HABITS,
  ...PYTHON_HABITS,
  SDK_TYPE,
];

/** What to do about a compiler message; null when nothing is known but the message. */
export function hintFor(marked: MarkedMessage): string | null {
  const { code, message } = marked;
  const absent = code === 6054 ? /'~lib\/(.+)\.ts'/.exec(message)?.[1] : undefined;
  if (absent !== undefined) return absentPackageHint(absent);
  const ending = code === 6054 ? /\.(\w+)\.ts'/.exec(message)?.[1] : undefined;
  if (ending !== undefined) return endingHint(ending);
  if (code === 2322 && /^Type '[^']*\| null'/.test(message))
    return "Check for null first: `if (value !== null) { … }` on a local constant";
  for (const habit of HABITS) {
    const groups = fits(habit, marked);
    if (groups !== null) return `${habit.words}. ${habit.fix}`.replaceAll("$1", groups[1] ?? "");
  }
  const special = seenInSource(marked);
  if (special !== null) return special;
  const general = GENERAL.find(([codes]) => codes.includes(code))?.[1];
  if (general !== undefined) return general;
  if (code >= 1000 && code < 2000)
    return "This is not valid AssemblyScript; look at the marked character and just before it";
  return null;
}

/** What only the rest of the file shows: a near name, where a variable got its type, what is not closed. */
function seenInSource({ code, message, text, offset }: MarkedMessage): string | null {
  const name =
    /^(?:Cannot find name|Property|Module .* has no exported member) '(\w+)'/.exec(message)?.[1] ??
    "";
  if (code === 2304 && SDK_NAMES.includes(name))
    return `Import it: \`import { ${name} } from "@weightkit/sdk"\``;
  const isLibrarys = !message.includes("'~lib/@weightkit/") && message.includes("'~lib/");
  const sdkClass = /on type '~lib\/@weightkit\/sdk\/[^']*\/(\w+)'/.exec(message)?.[1] ?? "";
  const meant =
    ((code === 2304 || code === 2305) && meantName(name, text)) ||
    (code === 2339 && meantOfSdk(name, sdkClass)) ||
    (code === 2339 && meantMember(name, text, isLibrarys)) ||
    null;
  if (meant !== null) return `Did you mean \`${meant}\`?`;
  const members = code === 2339 ? sdkMembers(sdkClass) : [];
  if (members.length > 0) return `${sdkClass} has ${members.join(", ")}`;
  const source = blanked(text);
  if (code === 200 && message.includes("'f64' to 'i")) return integerStart(source, offset);
  const open = code === 1126 ? unclosed(source) : null;
  if (open === null) return null;
  return `Nothing closes the \`${open.open}\` of line ${open.line}. Add \`${open.close}\` where it ends`;
}

/** The groups of the message when every sign of the habit is there, else null. */
function fits(
  { when }: Habit,
  { code, message, text, offset }: MarkedMessage,
): readonly string[] | null {
  if (when.codes?.includes(code) === false) return null;
  const groups = when.message === undefined ? [] : when.message.exec(message);
  if (groups === null) return null;
  const source = blanked(text);
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  const next = source.indexOf("\n", offset);
  const end = next === -1 ? source.length : next;
  const seen =
    when.line?.test(source.slice(start, end)) !== false &&
    when.before?.test(source.slice(start, offset)) !== false &&
    when.rest?.test(source.slice(offset, end)) !== false &&
    (when.comparator !== true || insideComparator(source, offset));
  return seen ? groups : null;
}

/** What to do about an import of a file whose name has an ending. */
function endingHint(ending: string): string {
  if (/^[cm]?[jt]sx?$/i.test(ending))
    return 'An import has no ending, `from "./stats"`, and names a file in AssemblyScript, stats.ts: JavaScript cannot run in weight logic';
  return `A .${ending} file cannot be imported. Write its values as constants in a .ts file, or as parameters: \`Param.f64("alpha", 0.1)\``;
}

/** What to do about an import of a package in which the compiler finds no AssemblyScript. */
function absentPackageHint(path: string): string {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
  if (isBuiltin(path) || isBuiltin(name))
    return `${name} is a module of Node, and weight logic runs without Node. What it may use is in AssemblyScript's standard library and @weightkit/sdk`;
  if (/^(?:@|~|src|logic|\.)$/.test(name))
    return 'The path of a file in this project starts with `./` or `../`: `from "./stats"`';
  return `${name} is not an AssemblyScript package. A JavaScript package cannot run in weight logic, even when it is installed: write the function in this project, or look for it in @weightkit/sdk. An AssemblyScript package must be installed in the project: npm install ${name}`;
}

/** What to use in place of what only browsers and Node provide. */
export function importHint(module: string, name: string): string {
  if (module !== "env") return `Remove the @external declaration of ${module}.${name}`;
  if (name === "seed") {
    return "Remove Math.random: nodes' results are compared byte for byte, so logic must not be random";
  }
  if (name.startsWith("Date.") || name.startsWith("performance.")) {
    return "Take the time from the inferences' timestamps: nodes' clocks differ, and their results are compared byte for byte";
  }
  if (name === "trace")
    return 'Print with the SDK: `import { log } from "@weightkit/sdk"`, then `log("alpha " + alpha.toString())`; it goes to stderr';
  return `${name} belongs to browsers or Node; use what @weightkit/sdk offers instead`;
}
