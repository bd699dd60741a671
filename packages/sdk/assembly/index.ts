// The public interface of the SDK: what weight logic imports from "@weightkit/sdk".

export { InferenceSet } from "./inference-set";
export { log } from "./log";
export { Loss } from "./loss";
export { Losses } from "./losses";
export { PerWorker } from "./per-worker";
export { Round } from "./round";
export { Scores } from "./scores";
export { Truth } from "./truth/truth";
export { Weights } from "./weights";
export { Worker, Workers } from "./workers";
