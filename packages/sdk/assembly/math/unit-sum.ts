/** 2^40: a number from -1 to 1 is kept as two integers of 40 bits each, so millions of them can be added. */
const SCALE: f64 = 1099511627776;

/**
 * Adds numbers from -1 to 1 in integers, so that the sum is the same in whatever order they come: which worker stands first in the
 * payload then never decides a last bit. What is below 2^-80 is dropped; up to 8 million numbers.
 */
export class UnitSum {
  private high: i64 = 0;
  private low: i64 = 0;

  /** Adds a number. @param value -1 to 1 */
  add(value: f64): void {
    const scaled = value * SCALE;
    const whole = trunc(scaled);
    this.high += <i64>whole;
    this.low += <i64>((scaled - whole) * SCALE);
  }

  /** The sum so far. */
  get value(): f64 {
    return <f64>this.high / SCALE + <f64>this.low / (SCALE * SCALE);
  }
}
