/**
 * What values mean when they are not plain numbers. Not a subclass of the reader: every override costs even programs that never make one
 * a look-up at each call, whereas a variable that nothing sets is optimized away.
 */
export abstract class Texts {
  constructor(
    /** For the note about an inference that means nothing. */
    readonly unusable: string,
    /** What a truth must be. */
    readonly wanted: string,
  ) {}

  /**
   * The number that stands for an inference; NaN when it means nothing.
   * @param start address of the UTF-8, followed by a byte that no number contains
   */
  abstract inference(start: usize, length: usize): f64;

  /** The same for a truth; an infinity when it means something that no number stands for, and that `keep` is to keep. */
  abstract truth(start: usize, length: usize): f64;

  /** Keeps the truth read last. */
  keep(_timestamp: u64): void {}
}

/** How values are to be read; null for numbers. */
export let texts: Texts | null = null;

/** From now on, values are read so. */
export function readAs(how: Texts): void {
  texts = how;
}
