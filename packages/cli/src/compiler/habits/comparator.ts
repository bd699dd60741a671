const OPENING = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/** Whether `offset` is in a function that is given to a `sort`, in place or by its name; `code` has its texts blanked. */
export function insideComparator(code: string, offset: number): boolean {
  if (enclosingCalls(code, offset).some((call) => /\.(sort|toSorted)$/.test(call))) return true;
  const declared = code
    .slice(0, offset)
    .matchAll(/\b(?:function\s+|const\s+|let\s+)(\w+)\s*[(=:]/g);
  return Array.from(declared, ([, name = ""]) => name).some(
    (name) =>
      new RegExp(`\\.(?:sort|toSorted)\\(\\s*${name}\\s*\\)`).test(code) &&
      bodyHolds(code, name, offset),
  );
}

/** What stands before each parenthesis that is open at `offset`. */
function enclosingCalls(code: string, offset: number): string[] {
  const calls: string[] = [];
  const closed: string[] = [];
  for (let at = offset - 1; at >= 0; at -= 1) {
    const char = code.charAt(at);
    const opening = OPENING.get(char);
    if (opening !== undefined) closed.push(opening);
    else if ("([{".includes(char)) {
      if (closed.at(-1) === char) closed.pop();
      else if (char === "(") calls.push(code.slice(Math.max(0, at - 40), at).trimEnd());
    }
  }
  return calls;
}

/** Whether the function declared as `name` is the last one declared before `offset`. */
function bodyHolds(code: string, name: string, offset: number): boolean {
  let last = "";
  const declared = code
    .slice(0, offset)
    .matchAll(/\bfunction\s+(\w+)|\b(?:const|let)\s+(\w+)[^;\n]*=>/g);
  for (const [, named, assigned] of declared) last = named ?? assigned ?? "";
  return last === name;
}
