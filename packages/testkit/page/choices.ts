/** What a reader has done to a chart. */
export interface ChartChoices {
  /** Labels of the lines that were switched, with whether they are shown. */
  readonly switched: Map<string, boolean>;
  /** UNIX seconds at which the values are read; null for the last time, whichever that is. */
  reading: number | null;
  /** UNIX seconds between which it is zoomed in; null for the whole time. */
  zoom: readonly [number, number] | null;
  /** Pixels from the plot's upper edge at which the pointer rests. */
  top: number;
}

export type WeightsPicture = "stacked" | "lines" | "each";

export function chartChoices(): ChartChoices {
  return { switched: new Map(), reading: null, zoom: null, top: 10 };
}

/** What a reader has chosen in a topic; a newer page of it shows the same. */
export class TopicChoices {
  /** How the weights are drawn. */
  weights: WeightsPicture = "stacked";
  /** Addresses of the workers whose weights are drawn in colour; null for those that the page chooses. */
  coloured: readonly string[] | null = null;
  /** Address of the worker that is shown; null for the one that the page chooses. */
  worker: string | null = null;
  readonly #charts = new Map<string, ChartChoices>();

  /** @param name That no other chart of the topic has. */
  chart(name: string): ChartChoices {
    const found = this.#charts.get(name) ?? chartChoices();
    this.#charts.set(name, found);
    return found;
  }
}
