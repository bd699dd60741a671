import { sameBytes } from "../bytes";
import { Text } from "../text/text";
import { Memo } from "../truth/memo";

/** A worker whose answers are kept apart from everybody else's; see `Truth.worker`. */
export class Apart {
  /** The worker's answers, by the time of the set that held them. */
  readonly answers: Memo = new Memo();
  /** Whether the payload had a stored weight of it, and one above 0. */
  hasStored: bool = false;
  hasWeight: bool = false;
  private readonly name: Text;

  /** @param address the worker's address (bech32) */
  constructor(address: string) {
    this.name = new Text().string(address);
  }

  /** Whether a name in UTF-8 is the worker's. */
  is(name: usize, length: usize): bool {
    return length == this.name.length && sameBytes(this.name.start, name, length);
  }

  /** Writes the name as a JSON string. */
  quote(into: Text): Text {
    return into.quoted(this.name.start, this.name.length);
  }
}

/** Whose answers are kept apart; null for nobody's. A variable that nothing sets is optimized away, with all that depends on it. */
export let apart: Apart | null = null;

/** From now on, this worker's answers are kept apart. */
export function readApart(worker: Apart): void {
  apart = worker;
}
