import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";

/** What became of a run of the tests: the names of those that passed, or why they could not be run, in one sentence. */
export type TestsRun = { readonly passed: readonly string[] } | { readonly failure: string };

/** Characters of what a process writes to stderr that are kept: the cause of its end is in the last ones. */
const MAX_STDERR = 4096;
const MAX_REASON = 200;

/** A process in which a project's vitest waits for the next run; see vitest-server.ts. */
export class TestProcess {
  readonly #child: ChildProcess;
  #stderr = "";

  constructor(directory: string, env: Readonly<Record<string, string | undefined>>) {
    const script = createRequire(import.meta.url).resolve("#vitest-server");
    const stdio = ["ignore", "ignore", "pipe", "ipc"] as const;
    this.#child = fork(script, [directory], { cwd: directory, env, stdio: [...stdio] });
    this.#child.stderr?.on("data", (piece: Uint8Array) => {
      this.#stderr = (this.#stderr + Buffer.from(piece).toString("utf8")).slice(-MAX_STDERR);
    });
  }

  async run(): Promise<TestsRun> {
    const child = this.#child;
    return await new Promise((resolve) => {
      const end = (run: TestsRun): void => {
        child.off("message", answered);
        child.off("close", died);
        resolve(run);
      };
      const answered = (message: unknown): void => {
        end(answerOf(message));
      };
      const died = (): void => {
        end({ failure: this.#cause() });
      };
      child.once("message", answered);
      child.once("close", died);
      if (child.exitCode !== null || child.signalCode !== null || !child.connected) died();
      else child.send("run");
    });
  }

  end(): void {
    this.#child.kill();
  }

  /** How the process ended, with the last line that it wrote. */
  #cause(): string {
    const { exitCode, signalCode } = this.#child;
    const how = signalCode === null ? `exit code ${exitCode ?? "unknown"}` : signalCode;
    const last = this.#stderr.split("\n").findLast((line) => line.trim() !== "");
    return `its process ended (${how})${last === undefined ? "" : `: ${oneLine(last)}`}`;
  }
}

function answerOf(message: unknown): TestsRun {
  if (typeof message === "object" && message !== null) {
    if ("passed" in message && Array.isArray(message.passed))
      return { passed: message.passed.filter((name) => typeof name === "string") };
    if ("failure" in message && typeof message.failure === "string")
      return { failure: oneLine(message.failure) };
  }
  return { failure: "its process gave no answer" };
}

function oneLine(text: string): string {
  const [first = ""] = text.trim().split("\n");
  return first.length > MAX_REASON ? `${first.slice(0, MAX_REASON)}…` : first;
}
