import type { RuntimeVersion } from "../../src/runtime/versions.js";

/** A probe whose exit code or stdout differs here from bls-runtime's, and why it does. */
export interface Difference {
  readonly probe: string;
  readonly versions: readonly RuntimeVersion[];
  readonly why: string;
}

const BOTH: readonly RuntimeVersion[] = ["0.6.3", "0.3.1"];
const hasMultiMemory = Number(process.versions.v8.split(".")[0]) >= 12;

/** In the probes' order. */
export const DIFFERENCES: readonly Difference[] = [
  ...(hasMultiMemory
    ? []
    : [
        {
          probe: "p-multimemory",
          versions: ["0.6.3"] as const,
          why: "Node 20's V8 has one memory only (WK424 says so); Node 22 runs it",
        },
      ]),
  {
    probe: "w-filestat-3",
    versions: BOTH,
    why: "The folder's device, number and times are the node's own; here it is an empty folder at time 0",
  },
  {
    probe: "w-pathcreate-3",
    versions: BOTH,
    why: "A file that a run writes would be the next run's input: here the folder is read-only (errno 69), with a note",
  },
];
