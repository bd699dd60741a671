/**
 * Source text with the contents of texts and comments as blanks: same length, same lines, so that offsets hold. Of templates the code
 * between `${` and `}` stays.
 */
export function blanked(text: string): string {
  let code = "";
  let at = 0;
  /** Braces that are open inside of each `${`, innermost last. */
  const open: number[] = [];
  const copy = (count: number): void => {
    code += text.slice(at, at + count);
    at += count;
  };
  const blank = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    code += found.replaceAll(/[^\n]/g, " ");
    at += found.length;
  };
  /** From behind a backtick or a `}` to the next `${`, or behind the closing backtick. */
  const template = (): void => {
    blank(TEMPLATE);
    if (text.startsWith("${", at)) {
      copy(2);
      open.push(0);
    } else copy(1);
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (text.startsWith("//", at)) blank(LINE);
    else if (text.startsWith("/*", at)) blank(BLOCK);
    else if (char === '"' || char === "'") {
      copy(1);
      blank(char === '"' ? DOUBLE : SINGLE);
      if (text.charAt(at) === char) copy(1);
    } else if (char === "`") {
      copy(1);
      template();
    } else if (open.at(-1) === 0 && char === "}") {
      open.pop();
      copy(1);
      template();
    } else {
      if (open.length > 0) open.push((open.pop() ?? 0) + (CHANGES.get(char) ?? 0));
      copy(1);
    }
  }
  return code;
}

/** What a brace does to the number of open ones. */
const CHANGES: ReadonlyMap<string, number> = new Map([
  ["{", 1],
  ["}", -1],
]);
const LINE = /[^\n]*/y;
const BLOCK = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/y;
const DOUBLE = /(?:\\.|[^"\\\n])*/y;
const SINGLE = /(?:\\.|[^'\\\n])*/y;
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y;
