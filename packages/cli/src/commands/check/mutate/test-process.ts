import { fork, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";

/** A process in which a project's vitest waits for the next run; see vitest-server.ts. */
export class TestProcess {
  readonly #child: ChildProcess;

  constructor(directory: string, env: Readonly<Record<string, string | undefined>>) {
    const script = createRequire(import.meta.url).resolve("#vitest-server");
    this.#child = fork(script, [directory], { cwd: directory, env, stdio: "ignore" });
  }

  /** Names of the tests that pass; an empty list when there is none, null when they cannot be run. */
  async run(): Promise<readonly string[] | null> {
    const child = this.#child;
    return await new Promise((resolve) => {
      const end = (names: readonly string[] | null): void => {
        child.off("message", answered);
        child.off("exit", died);
        resolve(names);
      };
      const answered = (message: unknown): void => {
        end(passedOf(message));
      };
      const died = (): void => {
        end(null);
      };
      child.once("message", answered);
      child.once("exit", died);
      if (child.exitCode !== null || !child.connected) died();
      else child.send("run");
    });
  }

  end(): void {
    this.#child.kill();
  }
}

function passedOf(message: unknown): readonly string[] | null {
  if (typeof message !== "object" || message === null || !("passed" in message)) return null;
  const { passed } = message;
  return Array.isArray(passed) ? passed.filter((name) => typeof name === "string") : null;
}
