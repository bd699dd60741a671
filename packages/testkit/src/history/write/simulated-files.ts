import type { TopicHistory } from "../history.js";
import type { SimulatedSet, SimulationStream } from "../simulate/simulate.js";
import { simulatedCsv, truthCsv, workersCsv } from "./write-csv.js";

/** What has been simulated so far. */
export interface Simulated {
  readonly set: number;
  readonly inferences: number;
}

/** A file of a simulated history, made while it is written. */
export interface SimulatedFile {
  readonly name: string;
  readonly pieces: Iterable<Uint8Array>;
}

/**
 * The files of a simulation, none of them held in memory.
 * @param onSet called after each set
 */
export function simulatedFiles(
  stream: SimulationStream,
  onSet: (simulated: Simulated) => void,
): SimulatedFile[] {
  const { workers, truth } = stream;
  const inferences = { ...stream, sets: () => counted(stream, onSet) };
  return [
    { name: "inferences.csv", pieces: encoded(simulatedCsv(inferences)) },
    { name: "truth.csv", pieces: encoded(truthCsv([{ topic: "", inferences: NONE, truth }])) },
    { name: "workers.csv", pieces: encoded([workersCsv(workers)]) },
  ];
}

const NONE: TopicHistory["inferences"] = {
  length: 0,
  timestamps: new Float64Array(0),
  workerIds: new Uint32Array(0),
  values: new Float64Array(0),
  texts: null,
  workers: [],
};

function* counted(
  stream: SimulationStream,
  onSet: (simulated: Simulated) => void,
): Generator<SimulatedSet, void, undefined> {
  let inferences = 0;
  let index = 0;
  for (const set of stream.sets()) {
    yield set;
    inferences += set.length;
    index += 1;
    onSet({ set: index, inferences });
  }
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array, void, undefined> {
  for (const text of texts) yield Buffer.from(text);
}
