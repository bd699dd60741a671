/** Engines: what runs a compiled logic, one round at a time. */
export { v8Engine } from "../runtime/v8/v8-engine.js";
export type { B7sOptions } from "../runtime/b7s/b7s-engine.js";
export type { Patience } from "../runtime/b7s/head-node.js";
export { externalEngine } from "../runtime/external/external-engine.js";
export type * from "../runtime/external/external-engine.js";
export { openEngine } from "../runtime/engine-choice.js";
export type * from "../runtime/engine-choice.js";
export type * from "../runtime/engine.js";
export type * from "../runtime/failure.js";
export type * from "../runtime/http/http-exchange.js";
export { DEFAULT_LIMITS } from "../runtime/limits.js";
export type { Limits } from "../runtime/limits.js";
export type { Difference, Differences } from "../runtime/external/cross-check.js";
export type { ExternalName } from "../runtime/external/external-command.js";
export type { RuntimeTarget, RuntimeVersion } from "../runtime/versions.js";
export type {
  CallNode,
  FunctionFuel,
  OperatorFuel,
  OperatorPassed,
  Profile,
} from "../profile/profile.js";
export type { LiveOptions } from "../runtime/http/live-http.js";
export type { RecordedExchange, Recording } from "../runtime/http/recording.js";
