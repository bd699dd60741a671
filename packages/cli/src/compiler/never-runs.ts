import { blanked } from "./blanked.js";

/** What only declares; everything else at the top level runs. */
const DECLARES =
  /^(import|export\s+(?!default\s+(?!function|class))|export\s+default|function|class|abstract\s+class|interface|type|enum|declare|namespace|@\w+|(const|let|var)\s+\w+\s*(:[^=]+)?=\s*\([^)]*\)\s*(:[^=]+)?=>)/;

const EXPORTED =
  /\bexport\s+(?:default\s+)?function\s+(\w+)|\bexport\s+const\s+(\w+)\s*=\s*\([^)]*\)[^=;]*=>/;

/** The name of an exported function when the entry only declares, so that nothing calls it; null when something runs. */
export function neverRuns(entry: string): string | null {
  const code = blanked(entry);
  const runs = topLevel(code).some((statement) => !DECLARES.test(statement));
  const exported = EXPORTED.exec(code);
  return runs || exported === null ? null : (exported[1] ?? exported[2] ?? null);
}

/** The statements outside of braces, each up to its first brace or semicolon. */
function topLevel(code: string): string[] {
  const statements: string[] = [];
  let depth = 0;
  let statement = "";
  for (const char of code) {
    if (char === "{") depth += 1;
    if (depth === 0 && char !== ";") statement += char;
    if (char === "}") depth -= 1;
    const imports = /^\s*(import|export)\s*$/.test(statement);
    if (depth === 0 && (char === ";" || (char === "}" && !imports))) {
      statements.push(statement.trim());
      statement = "";
    }
  }
  return [...statements, statement.trim()].filter((one) => one !== "");
}
