import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const size: Property = {
  name: "size",
  statement: "the WASM has at most the size that the project declares",
  method: "the bytes of the WASM are counted",
  exempt: "the project declares no check.wasmBytes",
  notFor: ({ declared }) => (declared.wasmBytes === null ? "check.wasmBytes is not set" : null),
  rounds: (range) => generatedRound(range, { maxWorkers: 1 }),
  onRecorded: false,
  maxRuns: 1,
  judge(_, { subject: { logic, declared } }) {
    const most = declared.wasmBytes ?? Infinity;
    const { length } = logic.bytes;
    return length <= most ? null : `the WASM has ${length} bytes, of which ${most} are allowed`;
  },
};
