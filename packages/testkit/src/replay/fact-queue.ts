import type { Fact } from "./facts.js";

/** Facts that come in batches from elsewhere, to be read in order by one reader. */
export class FactQueue implements AsyncIterable<Fact> {
  #batches: (readonly Fact[])[] = [];
  #state:
    { readonly kind: "open" | "ended" } | { readonly kind: "failed"; readonly error: unknown } = {
    kind: "open",
  };
  #wake: (() => void) | null = null;

  push(facts: readonly Fact[]): void {
    this.#batches.push(facts);
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
      const batches = this.#batches;
      this.#batches = [];
      for (const batch of batches) yield* batch;
      if (this.#batches.length > 0) continue;
      if (this.#state.kind === "failed") throw this.#state.error;
      if (this.#state.kind === "ended") return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
