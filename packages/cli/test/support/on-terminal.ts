import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const helper = fileURLToPath(new URL("on_terminal.py", import.meta.url));
const bin = fileURLToPath(new URL("../../bin/weightkit.js", import.meta.url));

/** Whether Python, whose library has pseudo-terminals, is installed. */
export const havePty =
  process.platform !== "win32" &&
  spawnSync("python3", ["-c", "import pty, os; os.waitstatus_to_exitcode"]).status === 0;

if (!havePty) process.emitWarning("skipping the tests on a pseudo-terminal: python3 is not here");

/** What a terminal showed, and the exit code; negative for a signal. */
export interface PtyResult {
  readonly output: string;
  readonly code: number;
  /** Steps whose pattern never came. */
  readonly left: number;
}

/** Runs the built command on a pseudo-terminal; each text is typed once its pattern is shown. */
export async function onTerminal(
  args: readonly string[],
  steps: readonly (readonly [pattern: string, text: string])[],
  cwd: string,
  { columns = 80, script = bin }: { readonly columns?: number; readonly script?: string } = {},
): Promise<PtyResult> {
  const child = spawn(
    "python3",
    [helper, JSON.stringify(steps), process.execPath, script, ...args],
    {
      cwd,
      env: {
        ...process.env,
        CI: undefined,
        TERM: "xterm",
        NO_COLOR: "1",
        PTY_COLUMNS: String(columns),
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let text = "";
  for await (const piece of child.stdout) text += String(piece);
  const result: unknown = JSON.parse(text);
  if (!isResult(result)) throw new TypeError(text);
  return result;
}

function isResult(value: unknown): value is PtyResult {
  return typeof value === "object" && value !== null && "output" in value && "code" in value;
}
