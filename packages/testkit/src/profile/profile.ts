/** Where a run's fuel went. Plain data: can be cloned to another thread. */
export interface Profile {
  /** Fuel of the whole run: the sum over `calls`, and over the self fuel of `functions` and of the start-up. */
  readonly fuel: number;
  /** The tree of calls, parents before their children; the first is the outside world, which pays for the start-up. */
  readonly calls: readonly CallNode[];
  /** Functions that ran, by index. */
  readonly functions: readonly FunctionFuel[];
  /** Operators that ran, by offset. */
  readonly operators: readonly OperatorFuel[];
  /** Operators after which control may go on elsewhere, and how often it passed straight on. */
  readonly passed: readonly OperatorPassed[];
  /** Whether calls nested deeper than `MAX_DEPTH`, or beyond `MAX_NODES` paths, were counted with their callers. */
  readonly folded: boolean;
}

/** A function as called along one path. */
export interface CallNode {
  /** Index in `calls` of the caller, or null for the outside world. */
  readonly parent: number | null;
  /** Null for the outside world. */
  readonly functionIndex: number | null;
  /** Fuel spent in the function itself on this path, its callees apart. */
  readonly fuel: number;
  /** How often it was called on this path. */
  readonly calls: number;
}

export interface FunctionFuel {
  readonly functionIndex: number;
  readonly calls: number;
  /** Fuel spent in the function itself. */
  readonly self: number;
  /** Fuel spent in it and in what it called; recursion counts once. */
  readonly total: number;
}

export interface OperatorFuel {
  readonly functionIndex: number;
  /** Offset in the original file, in bytes. */
  readonly offset: number;
  readonly fuel: number;
}

/** An `if`, which control passes when its condition holds, or a branch with a condition, which it passes when that does not hold. */
export interface OperatorPassed {
  /** Offset in the original file, in bytes. */
  readonly offset: number;
  readonly times: number;
}
