/** Comments, texts and type arguments, in which an operator's sign is none. */
const NOT_CODE =
  /\/\/.*$|\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|<[\w<>[\], .]+>(?=[\w(.])/g;

/** Signs, longest first, so that `<=` is not `<`. */
const SIGN = />>>=?|<<=|>>=|===|!==|\*\*|\+\+|--|&&|\|\||<<|>>|=>|[-+*/%&|^<>=!]=|[-+*/%&|^<>!=]/g;

/** Words that operators are called by; the method may come from Math or NativeMath. */
const WORD = /[A-Za-z_$][\w$]*/g;

/** Where in its line a spelling stands: the offset of its first character, and its length. */
export interface Spelling {
  readonly at: number;
  readonly length: number;
  /** What follows the sign in a compound one: `=` in `+=`. */
  readonly rest: string;
}

/**
 * The places at which an operator is spelled in the expression that begins at a column, left to right, not in its parentheses.
 * @param column of the expression, from 1
 * @param sign as `+` or `sqrt`; compound assignments count as their operator, `++` as `+`
 */
export function spellings(line: string, column: number, sign: string): readonly Spelling[] {
  const code = line.replace(NOT_CODE, (text) => " ".repeat(text.length));
  const rest = code.slice(column - 1, endOf(code, column - 1));
  const isWord = /^\w/.test(sign);
  return [...rest.matchAll(isWord ? WORD : SIGN)].flatMap(({ 0: text, index }): Spelling[] => {
    const at = column - 1 + index;
    // The name of a method stands in no parentheses either.
    if (depthAt(rest, index) !== 0) return [];
    if (text === sign) return [{ at, length: text.length, rest: "" }];
    if (isWord) return [];
    if (text === `${sign}=` && !/^[<>=!]/.test(sign))
      return [{ at, length: text.length, rest: "=" }];
    const isStep = text === sign + sign && (sign === "+" || sign === "-");
    return isStep ? [{ at, length: text.length, rest: sign }] : [];
  });
}

const OPENING = /[([{]/;
const CLOSING = /[)\]}]/;

/** Where the expression ends that begins at an offset: at a comma, a semicolon or a parenthesis that it has not opened. */
function endOf(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    const character = code.charAt(at);
    if (OPENING.test(character)) depth += 1;
    if (CLOSING.test(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && /[,;]/.test(character))) return at;
  }
  return code.length;
}

function depthAt(text: string, end: number): number {
  let depth = 0;
  for (const character of text.slice(0, end)) {
    if (OPENING.test(character)) depth += 1;
    if (CLOSING.test(character)) depth -= 1;
  }
  return depth;
}

/** The line with another spelling at a place. */
export function respelled(line: string, { at, length, rest }: Spelling, to: string): string {
  const isStep = rest === "+" || rest === "-";
  const text = to === "" ? "" : isStep ? to + to : to + rest;
  return line.slice(0, at) + text + line.slice(at + length);
}

/** The literal or name that a constant at a column is written as; null where the compiler made it. */
export function constantText(line: string, column: number): string | null {
  // The build keeps a parameter's value in the module's data: what the source falls back on is never used.
  if (/\bParam\.\w+\([^)]*$/.test(line.slice(0, column - 1))) return null;
  const rest = line.slice(column - 1);
  const [literal] =
    /^-?(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+|true\b|false\b)/.exec(
      rest,
    ) ?? [];
  return literal ?? null;
}

/** The name at a column, where it is read as a plain value. */
export function nameText(line: string, column: number): string | null {
  const [, name] =
    /^([A-Za-z_$][\w$]*)(?!\s*(?:[\w$(.[=]|\+\+|--))/.exec(line.slice(column - 1)) ?? [];
  return name ?? null;
}

/** The value of a literal as {@link constantText} gives it. */
export function literalValue(text: string): number {
  if (text === "true") return 1;
  if (text === "false") return 0;
  return Number(text.replaceAll("_", ""));
}
