import type { Fact } from "./facts.js";

interface Batch {
  readonly facts: readonly Fact[];
  readonly read: () => void;
}

/** Facts that come in batches from elsewhere, to be read in order by one reader. */
export class FactQueue implements AsyncIterable<Fact> {
  #batches: Batch[] = [];
  #state:
    { readonly kind: "open" | "ended" } | { readonly kind: "failed"; readonly error: unknown } = {
    kind: "open",
  };
  #wake: (() => void) | null = null;

  /** @param read Called when the facts have been read. */
  push(facts: readonly Fact[], read: () => void): void {
    this.#batches.push({ facts, read });
    this.#wake?.();
  }

  end(): void {
    this.#state = { kind: "ended" };
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#state = { kind: "failed", error };
    this.#wake?.();
  }

  /** All facts until the end. @throws what `fail` was given, after the facts before it */
  async *[Symbol.asyncIterator](): AsyncGenerator<Fact, void, undefined> {
    for (;;) {
      const batch = this.#batches.shift();
      if (batch !== undefined) {
        yield* batch.facts;
        batch.read();
        continue;
      }
      if (this.#state.kind === "failed") throw this.#state.error;
      if (this.#state.kind === "ended") return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
