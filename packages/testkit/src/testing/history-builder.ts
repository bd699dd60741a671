import type { TopicHistory } from "../history/history.js";
import { truthColumns } from "../round/fixture/fixture-answers.js";
import { inferenceValue, textOf, type Inference, type Sending } from "./inference-text.js";
import { FIRST_SET } from "./round-builder.js";

/** One value a set, oldest first; null where there is none. */
export type Series<T> = readonly (T | null)[];

/** What a history's values may be. */
export type HistoryInference = Exclude<Inference, { raw: string }>;

export interface HistoryOptions {
  /** UNIX seconds of the first set. Default 2023-11-15T00:00Z. */
  readonly start?: number;
  /** Seconds between sets. Default the topic's inference cadence. */
  readonly cadence?: number;
}

export interface HistoryParts extends HistoryOptions {
  readonly workers: readonly (readonly [string, Series<HistoryInference>])[];
  readonly truths: Series<number | string>;
  /** Seconds from a set to when its truth is known. */
  readonly delay: number;
}

/**
 * A short history: `history().worker("a", [101, 99]).worker("b", [98, null]).truth([100, 100])`. Each call returns a new builder.
 * Values are in the topic's own unit.
 */
export class HistoryBuilder {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  /** A worker's inferences by set; null where it stayed away. */
  worker(name: string, inferences: Series<HistoryInference>): HistoryBuilder {
    return this.#with({ workers: [...this.#parts.workers, [name, inferences]] });
  }

  /**
   * Ground truth by set; null where none is known.
   * @param delay seconds from a set to when its truth is known
   */
  truth(truths: Series<number | string>, delay = 0): HistoryBuilder {
    return this.#with({ truths, delay });
  }

  /**
   * The history in columns.
   * @param cadence seconds between sets, where the history names none
   * @throws WeightkitError WK481
   */
  columns(sending: Sending, cadence: number, topic = "1"): TopicHistory {
    const { workers, truths, delay, start = FIRST_SET, cadence: seconds = cadence } = this.#parts;
    const length = Math.max(0, ...workers.map(([, inferences]) => inferences.length));
    const rows = Array.from({ length }, (_, set) =>
      workers.flatMap(([name, inferences], id) => {
        const inference = inferences[set] ?? null;
        return inference === null ? [] : [{ name, id, inference, time: start + seconds * set }];
      }),
    ).flat();
    const asText = !sending.integers && rows.some(({ inference }) => typeof inference !== "number");
    return {
      topic,
      inferences: {
        length: rows.length,
        timestamps: Float64Array.from(rows, ({ time }) => time),
        workerIds: Uint32Array.from(rows, ({ id }) => id),
        values: Float64Array.from(rows, ({ name, inference }) =>
          asText ? Number(textOf(inference)) : inferenceValue(name, inference, sending),
        ),
        texts: asText ? rows.map(({ inference }) => textOf(inference)) : null,
        workers: workers.map(([name]) => name),
      },
      truth: truthColumns({
        route: { url: "", pointer: "" },
        rows: truths.flatMap((value, set) => {
          const timestamp = start + seconds * set;
          return value === null ? [] : [{ timestamp, value, availableAt: timestamp + delay }];
        }),
      }),
    };
  }

  #with(changed: Partial<HistoryParts>): HistoryBuilder {
    return new HistoryBuilder({ ...this.#parts, ...changed });
  }
}

/** Begins a history without any worker. */
export function history(options: HistoryOptions = {}): HistoryBuilder {
  return new HistoryBuilder({ ...options, workers: [], truths: [], delay: 0 });
}
