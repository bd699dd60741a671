import { payloadLength } from "../host/payload";
import { InferenceSet } from "../inference-set";
import { Apart, apart, readApart } from "../payload/apart";
import { mistake } from "../trap";
import { Truth } from "./truth";

/** See `Truth.worker`. */
export class WorkerTruth extends Truth {
  private readonly answers: Apart;

  constructor(
    address: string,
    private readonly lag: u64,
    private readonly tolerance: u64,
    private readonly scale: f64,
  ) {
    super();
    if (payloadLength) mistake("Truth.worker: make it before the round is read");
    if (apart) mistake("Truth.worker: make only one");
    if (tolerance >= lag) mistake("Truth.worker: the tolerance must be below the lag");
    if (!(scale > 0 && scale < Infinity)) mistake("Truth.worker: the scale must be above 0");
    this.answers = new Apart(address);
    readApart(this.answers);
  }

  protected find(set: InferenceSet): f64 {
    const at = this.answers.answers.nearest(set.timestamp + this.lag, this.tolerance);
    return at ? load<f64>(at) / this.scale : NaN;
  }
}
