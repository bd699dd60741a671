import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { readFileSync } from "node:fs";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Compiled } from "../../compiler/compile.js";
import type { CompilerThread } from "../../compiler/compiler.js";
import { sha256 } from "../../compiler/source-host.js";
import { renderCompilerWarning, renderError } from "../../ui/render-error.js";
import type { Colors, ErrorLayout } from "../../ui/ui.js";
import { ReplayPage } from "../replay/page.js";
import type { DevValues } from "./options.js";
import type { DevServer } from "./server.js";
import { DevSession, type DevContext } from "./session.js";
import { publishedOf, snapshotOf } from "./snapshot.js";
import type { DevState } from "./text.js";

/** What a loop is given besides its session. */
export interface DevParts {
  readonly values: DevValues;
  readonly context: DevContext;
  readonly colors: Colors;
  readonly layout: ErrorLayout;
  /** Warnings since they were last cleared. */
  readonly warnings: string[];
  readonly server: DevServer | null;
  /** Compiles without optimization, for the verdict. */
  readonly fast: CompilerThread;
  /** Compiles what would be published. */
  readonly optimizing: CompilerThread;
  /** Whether something was saved meanwhile. */
  readonly pending: () => boolean;
  readonly show: (state: DevState, what: "state" | "result" | "published" | "error") => void;
}

/** Compiles and replays in idle time after the start: V8 is at its fastest only after some. */
const WARM_UPS = 6;

/** From a save to its verdict, and on to the optimized bytes. */
export class DevLoop {
  session: DevSession;
  readonly #parts: DevParts;
  /** Of the optimized bytes alone, so that a new save need not wait for it. */
  readonly #background = new WorkerPool(1);
  #state: DevState;
  /** What the last good result was made of. */
  #compiled: Compiled | null = null;
  /** Hashes of the files that were saved, null for those that are gone. */
  readonly #seen = new Map<string, string | null>();
  /** Counts saves: what was begun for an earlier one is dropped. */
  #generation = 0;

  constructor(session: DevSession, parts: DevParts) {
    this.session = session;
    this.#parts = parts;
    this.#state = {
      project: session.project.settings.name,
      ...{ saved: null, saves: 0, status: "compiling …", snapshot: null, last: null },
      ...{ published: null, lastPublished: null, error: null, warnings: [] },
      names: session.names,
      url: parts.server?.url ?? null,
    };
  }

  /** The result before the first save. */
  async first(): Promise<void> {
    this.#update({}, "state");
    await this.#attempt(this.#result.bind(this));
    await this.#warmUp();
  }

  /** @param paths Absolute paths of what was saved. */
  async save(paths: readonly string[], shown: (path: string) => string): Promise<void> {
    const files = this.session.files;
    const own = paths.filter((path) => files.includes(path));
    const sources = paths.filter((path) => path.endsWith(".ts") || this.#reads(path));
    const relevant = [...new Set([...own, ...sources])].filter((path) => this.#differs(path));
    const [first, ...more] = relevant;
    if (first === undefined) return;
    const saved = `${shown(first)}${more.length === 0 ? "" : ` and ${count(more.length)} more`}`;
    this.#parts.warnings.length = 0;
    this.#update({ saved, saves: this.#state.saves + 1, status: "compiling …" }, "state");
    await this.#attempt(async () => {
      if (own.length > 0) {
        this.session = await DevSession.open(this.#parts.values, this.#parts.context);
        this.#compiled = null;
      }
      await this.#result();
    });
  }

  /** Shows a user's error and keeps the last good result. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      const { colors, layout, context, server } = this.#parts;
      this.#generation += 1;
      const text = renderError(error, colors, context.cwd, layout);
      const status = this.#state.snapshot === null ? "no result yet" : "no new result";
      this.#update({ error: text, status }, "error");
      server?.fault(text.replaceAll(/\u001b\[[\d;]*m/g, ""));
    }
  }

  async #result(): Promise<void> {
    const { fast, context, server, warnings } = this.#parts;
    const begun = context.ui.io.now();
    const seconds = (): string => ((context.ui.io.now() - begun) / 1000).toFixed(2);
    const compiled = await this.session.compile(fast.compile, true);
    const compileTime = seconds();
    const { snapshot } = this.#state;
    if (snapshot !== null && sameBytes(this.#compiled, compiled)) {
      const status = `same program, compiled in ${compileTime} s`;
      this.#update({ error: null, last: snapshot, status }, "result");
      return;
    }
    this.#generation += 1;
    const page = server === null ? null : new ReplayPage();
    const evaluation = await this.session.replay(compiled, context.pool, (fact) => page?.add(fact));
    for (const warning of compiled.warnings) warnings.push(renderCompilerWarning(warning));
    const { published, lastPublished } = this.#state;
    this.#compiled = compiled;
    this.#update(
      {
        ...{ error: null, last: snapshot, published: null, names: this.session.names },
        snapshot: snapshotOf(evaluation),
        lastPublished: published ?? lastPublished,
        status: `compiled in ${compileTime} s, verdict in ${seconds()} s`,
      },
      "result",
    );
    if (server !== null && page !== null)
      server.report(page.html(evaluation, { names: this.session.names }));
    void this.#publish(this.#generation);
  }

  /** Fuel and size of the bytes that would be published; nothing when another save came meanwhile. */
  async #publish(generation: number): Promise<void> {
    const { session } = this;
    const current = (): void => {
      if (generation !== this.#generation) throw new Superseded();
    };
    try {
      const compiled = await session.compile(this.#parts.optimizing.compile, false);
      current();
      const evaluation: Evaluation = await session.replay(compiled, this.#background, current);
      current();
      const { snapshot } = this.#state;
      if (snapshot === null) return;
      const published = publishedOf(evaluation, snapshot, compiled.wasm.length);
      this.#update({ published }, "published");
    } catch (error) {
      if (error instanceof Superseded || generation !== this.#generation) return;
      // What compiled a moment ago and now does not was saved again: that save shows it.
      if (!(error instanceof WeightkitError)) throw error;
    }
  }

  /** In idle time, so that the first save is as fast as those after it. */
  async #warmUp(): Promise<void> {
    const { fast, context, pending } = this.#parts;
    for (let i = 0; i < WARM_UPS && !pending() && this.#compiled !== null; i += 1) {
      const compiled = await this.session.compile(fast.compile, true).catch(() => null);
      if (compiled === null || pending()) return;
      await this.session.replay(compiled, context.pool, () => undefined);
    }
  }

  /** Whether a file holds something else than when it was last looked at. */
  #differs(path: string): boolean {
    const hash = hashOf(path);
    if (this.#seen.has(path) && this.#seen.get(path) === hash) return false;
    this.#seen.set(path, hash);
    return true;
  }

  #reads(path: string): boolean {
    return this.#compiled?.reads.has(path) === true;
  }

  #update(change: Partial<DevState>, what: "state" | "result" | "published" | "error"): void {
    this.#state = { ...this.#state, ...change, warnings: [...this.#parts.warnings] };
    this.#parts.show(this.#state, what);
  }
}

/** Another save came. */
class Superseded extends Error {
  override readonly name = "Superseded";
}

function hashOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}

function sameBytes(one: Compiled | null, other: Compiled): boolean {
  return one !== null && Buffer.compare(one.wasm, other.wasm) === 0;
}
