import type { Logic } from "../../logic/logic.js";
import { withLogicParameters } from "../../logic/with-parameters.js";
import { inspectWasm } from "../../wasm/inspect.js";
import { parameterWrites } from "../../wasm/parameter-writes.js";
import type { PrepareOptions, SyncPreparedLogic } from "../engine.js";
import { prepareForV8 } from "./v8-engine.js";
import type { V8Logic } from "./v8-logic.js";

/**
 * One weight logic with many values of its parameters. It is metered and compiled once, and V8's optimized code serves all: each run
 * gets its values by {@link parameterWrites}. Where that is not exact, each member is prepared from its bytes. Either way a member's
 * runs are those of the package with these values.
 */
export class ParameterFamily {
  readonly #logic: Logic;
  readonly #options: PrepareOptions;
  #prepared: V8Logic | null = null;

  constructor(logic: Logic, options: PrepareOptions) {
    this.#logic = logic;
    this.#options = options;
  }

  /** @param values By name; a bool is 1 or 0. @throws WeightkitError as an engine's `prepare` */
  member(values: ReadonlyMap<string, number>): SyncPreparedLogic {
    const logic = this.#logic;
    const own = withLogicParameters(logic, values);
    const writes = parameterWrites(logic.bytes, inspectWasm(logic.bytes), values);
    if (writes === null) return prepareForV8(own, this.#options);
    this.#prepared ??= prepareForV8(logic, this.#options);
    return this.#prepared.withMemory(own, writes);
  }
}
