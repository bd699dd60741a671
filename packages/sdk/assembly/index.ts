// The public interface of the SDK: what weight logic imports from "@weightkit/sdk".

export { Age } from "./aggregate/age";
export { attendance } from "./aggregate/attendance";
export { Consensus } from "./aggregate/consensus";
export { LossWindow } from "./aggregate/loss-window";
export { Missing } from "./aggregate/missing";
export { naiveError } from "./aggregate/naive-error";
export { environment } from "./host/environment";
export { Http } from "./http";
export { InferenceSet } from "./inference-set";
export { log } from "./log";
export { Loss } from "./loss";
export { Losses } from "./losses";
export { Normalize } from "./normalize/normalize";
export { formatNumber, parseNumber } from "./number/shortest";
export { Param } from "./param";
export { PerWorker } from "./per-worker";
export { Round } from "./round";
export { Kind } from "./scoring/kind";
export { Packing } from "./scoring/packing";
export { Values } from "./scoring/values";
export { Distributions, Vectors } from "./scoring/vectors";
export { Scores } from "./scores";
export { RequestTruth } from "./truth/request-truth";
export { Truth } from "./truth/truth";
export { WeightMatrix } from "./weight-matrix";
export { Weights } from "./weights";
export { Worker, Workers } from "./workers";
