const Kind = { block: 0, loop: 1, if: 2, else: 3 } as const;

/** Follows a function's nesting: which labels are branched to, and whether the current place can be reached. */
export class ControlStack {
  live = true;
  readonly #kinds: number[] = [];
  readonly #branched: boolean[] = [];
  /** What each label's branches leave pending, or null before the first. */
  readonly #bases: (number | null)[] = [];
  /** Frames opened since the code became unreachable. */
  #nesting = 0;

  /** Starts a function: its body is the outermost frame. */
  begin(): void {
    this.#kinds.length = 0;
    this.#branched.length = 0;
    this.#bases.length = 0;
    this.live = true;
    this.#nesting = 0;
    this.block();
  }

  /** Number of open frames, those in unreachable code apart. */
  get depth(): number {
    return this.#kinds.length;
  }

  block(): void {
    this.#push(Kind.block, null);
  }

  /** A loop's header is where fuel is checked: nothing may be pending. */
  loop(): void {
    this.#push(Kind.loop, 0);
  }

  /** An `if` may jump to its end, or to its `else`, with what is pending before it. */
  if(base: number): void {
    this.#push(Kind.if, base);
  }

  /** Turns the `if` on top into its `else`; false when there is none. */
  else(): boolean {
    const top = this.#kinds.length - 1;
    if (this.#kinds[top] !== Kind.if) return false;
    this.#kinds[top] = Kind.else;
    if (this.live) this.#branched[top] = true;
    this.live = true;
    return true;
  }

  /** Whether the `end` of the frame on top is reached from anywhere but from just before it. */
  get joins(): boolean {
    const top = this.#kinds.length - 1;
    return this.#kinds[top] === Kind.if || this.#branched[top] === true;
  }

  end(): void {
    if (this.joins) this.live = true;
    this.#kinds.pop();
    this.#branched.pop();
    this.#bases.pop();
  }

  /** Base of the label `depth` frames out. */
  baseOf(depth: number): number | null {
    return this.#bases[this.#bases.length - 1 - depth] ?? null;
  }

  /** A branch to the label `depth` frames out, which leaves its base pending. */
  branch(depth: number, base: number): void {
    const index = this.#kinds.length - 1 - depth;
    this.#bases[index] = base;
    if (this.#kinds[index] !== Kind.loop) this.#branched[index] = true;
  }

  /** What follows cannot be reached. */
  kill(): void {
    this.live = false;
    this.#nesting = 0;
  }

  get nested(): boolean {
    return this.#nesting > 0;
  }

  nest(): void {
    this.#nesting += 1;
  }

  /** Closes a frame opened in unreachable code; false when the `end` belongs to a frame of the stack. */
  unnest(): boolean {
    if (this.#nesting === 0) return false;
    this.#nesting -= 1;
    return true;
  }

  #push(kind: number, base: number | null): void {
    this.#kinds.push(kind);
    this.#bases.push(base);
    this.#branched.push(false);
  }
}
