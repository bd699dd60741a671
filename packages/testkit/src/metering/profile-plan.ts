/** What a profile recorder needs to know about a module that was instrumented with `profile`. */
export interface ProfilePlan {
  /**
   * Name of the exported funcref table through which the module calls the recorder: element 0 when a function is
   * entered (function index, fuel left), 1 when it is left (fuel left), 2 for each counter when they are collected
   * (its number, its value). Index and number are i32, the rest f64; the fuel left is reported modulo `FUEL_MODULUS`.
   */
  readonly tableExport: string;
  /** Name of the exported function that reports all counters, to be called once the run is over. */
  readonly collectExport: string;
  /** What each counter counts. */
  readonly counters: readonly Counter[];
  /** Counters of how often control passed straight on after an `if` or a branch with a condition. */
  readonly passes: readonly Pass[];
}

/** A stretch of operators that are always charged together, or one bulk operator. */
export interface Counter {
  readonly functionIndex: number;
  /** Offsets in the original file of the operators that cost something. */
  readonly offsets: readonly number[];
  /** Fuel that each of them costs whenever the stretch runs; for a bulk operator 1, its count being what it moved. */
  readonly costs: readonly number[];
}

/** A counter that stands just after an operator which may send control elsewhere. */
export interface Pass {
  /** Number of the counter. */
  readonly counter: number;
  /** The operator's offset in the original file. */
  readonly offset: number;
}
