import { tableErrors } from "../../errors/table-errors.js";
import { fault, throwFaults, type WeightkitError } from "../../errors/weightkit-error.js";

/** Collects what is wrong with a history; reading ends at the limit. */
export class Faults {
  readonly #found: WeightkitError[] = [];

  constructor(readonly limit: number) {}

  /** Whether the limit was reached and all faults were thrown. */
  get full(): boolean {
    return this.#found.length >= this.limit;
  }

  /** @throws WeightkitError all faults, once there are `limit` of them. */
  add(found: WeightkitError): void {
    this.#found.push(found);
    if (this.#found.length < this.limit) return;
    const { file } = found.place ?? {};
    const place = file === undefined ? {} : { place: { file } };
    const stop = fault(tableErrors.tooManyFaults, { limit: this.limit }, place);
    throwFaults(this.limit > 1 ? [...this.#found, stop] : this.#found);
  }

  /** @throws WeightkitError all faults, if there are any. */
  throwIfAny(): void {
    throwFaults(this.#found);
  }
}
