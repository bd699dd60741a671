import { type ChildProcess, spawn, spawnSync } from "node:child_process";

const IS_WINDOWS = process.platform === "win32";
/** Milliseconds from asking processes to end to ending them. */
const PATIENCE = 5000;
/** Milliseconds in which what a command printed last still arrives, once it ended. */
const LAST_WORDS = 1000;

/** A command line, and how long it may take. */
export interface ShellCommand {
  readonly command: string;
  readonly cwd: string;
  /** Milliseconds. */
  readonly most: number;
  /** Takes what it prints, before it is known how it ends. */
  readonly follow: (child: ChildProcess) => void;
}

/**
 * Runs a command line by the shell. All processes that it started end with it: when its time is over, and when this process ends.
 * @returns null when it succeeded, or how it ended
 */
export async function runInShell(run: ShellCommand): Promise<string | null> {
  const child = spawn(run.command, {
    cwd: run.cwd,
    shell: true,
    // A separate group, which can be ended as a whole. The terminal's Ctrl-C does not reach it, so it ends with this process.
    detached: !IS_WINDOWS,
    stdio: ["ignore", "pipe", "pipe"],
  });
  run.follow(child);
  const end = (signal: NodeJS.Signals): void => {
    endGroup(child, signal);
  };
  const leave = (): void => {
    end("SIGTERM");
  };
  process.once("exit", leave);
  const tooLong = new AbortController();
  const timers = [
    setTimeout(() => {
      tooLong.abort();
      end("SIGTERM");
    }, run.most),
    setTimeout(end, run.most + PATIENCE, "SIGKILL"),
  ];
  try {
    const reason = await ending(child);
    return tooLong.signal.aborted ? `took more than ${run.most / 1000} s, and was ended` : reason;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    process.removeListener("exit", leave);
    // What it left behind may hold its output open, such as a build tool's daemon.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function ending(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve(`could not be started: ${error.message}`);
    });
    child.once("exit", (code, signal) => {
      const reason = code === null ? `was ended by ${String(signal)}` : `exited with ${code}`;
      const done = (): void => {
        clearTimeout(waiting);
        resolve(code === 0 ? null : reason);
      };
      const waiting = setTimeout(done, LAST_WORDS);
      child.once("close", done);
    });
  });
}

function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (IS_WINDOWS) {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have ended.
  }
}
