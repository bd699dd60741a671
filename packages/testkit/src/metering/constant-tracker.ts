/** Names one value: equal tokens are the same value, whatever it is. */
type Token = number;

/** A value of which nothing is known. */
const UNKNOWN: Token = 0;

/** Past this much merging work in one function, constants are no longer followed. */
const MAX_WORK = 20_000_000;

interface Frame {
  readonly loop: boolean;
  readonly else: boolean;
  /** Locals at the frame's start: of an `if`, what its `else` starts with. */
  readonly outer: Token[] | null;
  /** Locals of all branches to the label so far, or null before the first. */
  merged: Token[] | null;
}

/**
 * Follows which i32 values are constants as wasmtime's compiler sees them while it translates: constants, and locals
 * that hold one on every way to the place. It decides whether a bulk operator's length is known in advance, which in
 * cost model `2026` decides where its fuel is charged.
 *
 * As in Cranelift, a local is the same value after a join only when every branch brings the same value (not merely
 * an equal one), and inside a loop nothing is known of what came before it.
 */
export class ConstantTracker {
  #constants: number[] = [-1];
  #aliases: Token[] = [0];
  /** Values of locals at loop headers that something in the loop has asked for. */
  #asked = new Set<Token>();
  #locals: Token[] = [];
  #frames: Frame[] = [];
  #top: Token = UNKNOWN;
  #work = 0;

  /** Starts a function; `groups` are the counts of its declared locals, which start as zero. */
  enter(parameters: number, groups: readonly number[]): void {
    this.#constants = [-1];
    this.#aliases = [0];
    this.#asked = new Set();
    this.#locals = [];
    this.#frames = [{ loop: false, else: false, outer: null, merged: null }];
    this.#top = UNKNOWN;
    this.#work = 0;
    for (let index = 0; index < parameters; index += 1) this.#locals.push(this.#fresh(-1));
    for (const count of groups) {
      const zero = this.#fresh(0);
      for (let index = 0; index < count; index += 1) this.#locals.push(zero);
    }
  }

  /** The value on top of the stack, as an unsigned 32-bit integer, or null when it is not known. */
  get topConstant(): number | null {
    const value = this.#constants[this.#resolve(this.#top)] ?? -1;
    return value < 0 ? null : value;
  }

  constant(value: number): void {
    this.#top = this.#fresh(value >>> 0);
  }

  localGet(index: number): void {
    this.#top = this.#resolve(this.#locals[index] ?? UNKNOWN);
    this.#asked.add(this.#top);
  }

  localSet(index: number): void {
    this.localTee(index);
    this.#top = UNKNOWN;
  }

  localTee(index: number): void {
    if (this.#top === UNKNOWN) this.#top = this.#fresh(-1);
    if (this.#work <= MAX_WORK) this.#locals[index] = this.#top;
  }

  /** Any other operator: what is on top of the stack is not known. */
  other(): void {
    this.#top = UNKNOWN;
  }

  block(): void {
    this.#frames.push({ loop: false, else: false, outer: null, merged: null });
  }

  loop(): void {
    const outer = this.#copy();
    this.#locals = outer.map(() => this.#fresh(-1));
    this.#frames.push({
      loop: true,
      else: false,
      outer: [...outer, ...this.#locals],
      merged: null,
    });
    this.#top = UNKNOWN;
  }

  if(): void {
    this.#frames.push({ loop: false, else: false, outer: this.#copy(), merged: null });
    this.#top = UNKNOWN;
  }

  /** A branch, taken or not, to the label `depth` frames out. */
  branch(depth: number): void {
    const frame = this.#frames[this.#frames.length - 1 - depth];
    if (frame !== undefined) this.#merge(frame);
  }

  else(live: boolean): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    if (live) this.#merge(frame);
    this.#locals = frame.outer ?? [];
    this.#frames.push({ loop: false, else: true, outer: null, merged: frame.merged });
    this.#top = UNKNOWN;
  }

  end(live: boolean): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    if (frame.loop) {
      this.#seal(frame);
      return;
    }
    // What a block without a branch out of it leaves on the stack is what was there.
    if (frame.merged === null && frame.outer === null && !frame.else) return;
    this.#top = UNKNOWN;
    if (live) this.#merge(frame);
    // An `if` without `else` is also left the way it was entered.
    if (frame.outer !== null) {
      this.#locals = frame.outer;
      this.#merge(frame);
    }
    this.#locals = frame.merged ?? this.#locals;
  }

  #fresh(value: number): Token {
    this.#constants.push(value);
    this.#aliases.push(this.#aliases.length);
    return this.#constants.length - 1;
  }

  #resolve(token: Token): Token {
    let at = token;
    for (;;) {
      const next = this.#aliases[at] ?? UNKNOWN;
      if (next === at) return at;
      at = next;
    }
  }

  #copy(): Token[] {
    this.#spend();
    return [...this.#locals];
  }

  #merge(frame: Frame): void {
    const merged = frame.merged;
    if (merged === null) {
      frame.merged = this.#copy();
      return;
    }
    this.#spend();
    for (let index = 0; index < this.#locals.length; index += 1) {
      const here = this.#resolve(this.#locals[index] ?? UNKNOWN);
      const there = this.#resolve(merged[index] ?? UNKNOWN);
      if (here !== there) merged[index] = this.#fresh(-1);
    }
  }

  /**
   * After a loop, a local that no turn of it changed is the value that it was before; but Cranelift only finds out
   * when the loop itself asks for the local's value, or never turns.
   */
  #seal(frame: Frame): void {
    const outer = frame.outer ?? [];
    const count = outer.length / 2;
    for (let index = 0; index < count; index += 1) {
      const before = this.#resolve(outer[index] ?? UNKNOWN);
      const header = outer[count + index] ?? UNKNOWN;
      const back = this.#resolve(frame.merged?.[index] ?? header);
      if (frame.merged !== null && !this.#asked.has(header)) continue;
      this.#asked.add(before);
      if (back === header || back === before) this.#aliases[header] = before;
    }
  }

  /** Charges a pass over all locals; when the budget is gone, forgets them for the rest of the function. */
  #spend(): void {
    this.#work += this.#locals.length;
    if (this.#work > MAX_WORK) this.#locals = [];
  }
}
