// Starts worker.mjs, asks it for one mutant at a time, and starts it again when it hangs, dies or is left unclean.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));
const PRELOAD = new URL("preload.mjs", import.meta.url).href;
/** Milliseconds that a mutant has besides its tests, and how many times as long these may take as without it. */
const GRACE = 10_000;
const TIMES_AS_LONG = 5;
/** Milliseconds for one test without a mutant: some need vitest's own process. */
const MAX_TEST = 30_000;

export class TestProcess {
  #settings;
  #child;
  #messages;
  /** Mutants that are reached when the modules load. */
  #atLoad = new Set();

  /** @param settings `root`, `files` relative to it, where the `instrumented` files lie, a folder for a `cache`, and whether jobs run `withoutThreads`. */
  constructor(settings) {
    this.#settings = settings;
  }

  async start() {
    const { root, files, instrumented, cache, withoutThreads } = this.#settings;
    this.#child = fork(WORKER, [], {
      cwd: root,
      execArgv: ["--import", PRELOAD, "--max-old-space-size=2000", "--no-warnings"],
      env: {
        ...process.env,
        MUTATION_INSTRUMENTED: instrumented,
        MUTATION_CACHE: cache,
        MUTATION_WITHOUT_THREADS: String(withoutThreads),
        MUTATION_TESTS: JSON.stringify({ root, files }),
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#messages = listen(this.#child);
    for (;;) {
      const message = await this.#next(600_000);
      if (message.kind === "broken") console.log(`${message.file} does not load: ${message.why}`);
      else if (message.kind === "ready") {
        this.#atLoad = new Set(message.atLoad.map(([id]) => id));
        return;
      } else throw new Error(`the tests do not load: ${message.kind}`);
    }
  }

  /**
   * Every test alone and twice, without a mutant: its milliseconds, and how often it reaches which mutant. One that fails, be it the second
   * time, is left out.
   */
  async dryRun() {
    const costs = new Map();
    const reached = new Map();
    const done = [];
    this.#child.send({ kind: "dry", done });
    for (;;) {
      const message = await this.#next(MAX_TEST);
      if (message.kind === "begins") {
        done.push(message.name);
        continue;
      }
      if (message.kind === "hangs" || message.kind === "died") {
        console.log(`left out, as it ${message.kind} here: ${done.at(-1)}`);
        await this.stop();
        await this.start();
        this.#child.send({ kind: "dry", done });
        continue;
      }
      if (message.kind === "dry") return { atLoad: this.#atLoad, costs, reached };
      if (message.kind !== "test")
        throw new Error(`the run without mutants ended: ${message.kind}`);
      const { name, ms, why, hits } = message;
      if (why !== null) {
        console.log(`left out, as it fails without a mutant: ${name}\n${why}`);
        continue;
      }
      costs.set(name, ms);
      for (const [id, own, others] of hits) {
        // A thread loads the modules again.
        const count = this.#atLoad.has(id) ? own : own + others;
        if (count === 0) continue;
        if (!reached.has(id)) reached.set(id, new Map());
        reached.get(id).set(name, count);
      }
    }
  }

  /**
   * Runs tests with a mutant on. A kill counts when the test passes again without the mutant; otherwise what an earlier mutant left
   * behind may be why, so it is tried once more in a new process.
   *
   * @returns `status`, and which test noticed or null
   */
  async tryMutant({ id, names, limits, cost }) {
    for (let attempt = 1; ; attempt += 1) {
      this.#child.send({ kind: "mutant", id, names, limits });
      const message = await this.#next(GRACE + TIMES_AS_LONG * cost);
      if (message.kind === "result" && message.clean)
        return { status: message.killer === null ? "survived" : "killed", killer: message.killer };
      await this.stop();
      await this.start();
      if (message.kind !== "result") return { status: "timeout", killer: null };
      if (attempt === 2) return { status: "killed", killer: message.killer };
    }
  }

  /** Lets the tests clean up, unless they hang. */
  async stop() {
    const child = this.#child;
    const late = setTimeout(() => child.kill("SIGKILL"), 3000);
    const gone = once(child, "exit");
    if (child.connected) child.send({ kind: "end" });
    if (child.exitCode === null && child.signalCode === null) await gone;
    clearTimeout(late);
  }

  /** The next message, or `{ kind: "hangs" }` or `{ kind: "died" }`. */
  #next(milliseconds) {
    return this.#messages.next(milliseconds);
  }
}

/** Messages in their order, none lost between two calls. */
function listen(child) {
  const arrived = [];
  let wake = () => undefined;
  const add = (message) => {
    arrived.push(message);
    wake();
  };
  child.on("message", add);
  child.on("exit", () => {
    add({ kind: "died" });
  });
  return {
    async next(milliseconds) {
      if (arrived.length === 0)
        await new Promise((resolve) => {
          const late = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(late);
            resolve();
          };
        });
      return arrived.shift() ?? { kind: "hangs" };
    },
  };
}
