import { Packing } from "./packing";

/** How a topic's inferences are decoded: turns the number that the chain stores into its meaning, and rejects invalid ones. For `Values.ofKind`. */
export abstract class Kind {
  constructor(
    /** For the note on stderr: "... is not a valid " + this. */
    readonly name: string,
  ) {}

  /** The meaning of the stored number; NaN when it is invalid. */
  abstract read(stored: f64): f64;
}

/** See `Values.scaled`. */
export class ScaledKind extends Kind {
  constructor(
    private readonly scale: f64,
    private readonly offset: f64,
  ) {
    super("value");
  }

  read(stored: f64): f64 {
    return (stored - this.offset) / this.scale;
  }
}

/** See `Values.probabilities`. */
export class ProbabilityKind extends Kind {
  constructor(private readonly scale: f64) {
    super("probability");
  }

  read(stored: f64): f64 {
    return stored >= 0 && stored <= this.scale ? stored / this.scale : NaN;
  }
}

/** See `Values.integers`. */
export class IntegerKind extends Kind {
  constructor() {
    super("integer");
  }

  read(stored: f64): f64 {
    return floor(stored) == stored ? stored : NaN;
  }
}

/** See `Values.labels`. */
export class LabelKind extends Kind {
  constructor(private readonly classes: i32) {
    super("class");
  }

  read(stored: f64): f64 {
    return stored >= 0 && stored < <f64>this.classes && floor(stored) == stored ? stored : NaN;
  }
}

/** See `Values.packed`. */
export class PackedKind extends Kind {
  constructor(
    private readonly packing: Packing,
    name: string,
  ) {
    super(name);
  }

  read(stored: f64): f64 {
    return this.packing.fits(stored) && this.means(stored, this.packing) ? stored : NaN;
  }

  /** Whether the parts make sense together. */
  protected means(_stored: f64, _packing: Packing): bool {
    return true;
  }
}

/** See `Values.intervals`. */
export class IntervalKind extends PackedKind {
  constructor(packing: Packing) {
    super(packing, "interval");
  }

  protected means(stored: f64, packing: Packing): bool {
    return packing.part(stored, 0) <= packing.part(stored, 1);
  }
}

/** See `Values.distributions`. */
export class DistributionKind extends PackedKind {
  constructor(packing: Packing) {
    super(packing, "distribution");
  }

  protected means(stored: f64, packing: Packing): bool {
    let sum: f64 = 0;
    for (let i = 0; i < packing.parts; i++) {
      const part = packing.part(stored, i);
      if (part < 0) return false;
      sum += part;
    }
    return sum > 0;
  }
}

/** See `Values.column`. */
export class PartKind extends Kind {
  constructor(
    private readonly packing: Packing,
    private readonly index: i32,
  ) {
    super("packed number");
  }

  read(stored: f64): f64 {
    return this.packing.fits(stored) ? this.packing.part(stored, this.index) : NaN;
  }
}
