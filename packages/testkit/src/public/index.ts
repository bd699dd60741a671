/** For an author's own tests: loads weight logic and gives it rounds. */
export { weightLogic } from "../testing/weight-logic.js";
export type { RoundResult, WeightLogic } from "../testing/weight-logic.js";
export type { Json, RoundInput, SetInput } from "../testing/round-input.js";
export { readRoundFixture } from "../round/fixture/fixture-file.js";
export type * from "../round/fixture/round-fixture.js";
export type { Logic } from "../logic/logic.js";
export type { Manifest } from "../logic/manifest.js";
export type { Limits } from "../runtime/limits.js";
export { WeightkitError } from "../errors/weightkit-error.js";
export type { ErrorReport, FaultOptions, Place } from "../errors/weightkit-error.js";
export type { ExitCode } from "../errors/exit-code.js";
