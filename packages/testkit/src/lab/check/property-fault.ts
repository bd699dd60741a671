import { fileURLToPath } from "node:url";
import { roundErrors } from "../../errors/round-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { NUMBERS, type ValueModel } from "../../kinds/value-model.js";
import { loadLogic } from "../../logic/load.js";
import { readRoundFixture } from "../../round/fixture/fixture-file.js";
import { roundOf } from "./failure-fixture.js";
import { Laboratory } from "./laboratory.js";
import { PROPERTIES } from "./properties/table.js";
import type { PropertyName } from "./property-names.js";

/** What a property depends on that neither the logic nor the fixture holds. */
export interface PropertyOptions {
  /** What values mean. Default numbers. */
  readonly values?: ValueModel;
  /** Values are multiplied by this before the chain rounds them to integers. Default 1. */
  readonly valueScale?: number;
  /** What the weights that a round prints sum to. Default nothing in particular. */
  readonly sum?: number;
  /** Largest WASM in bytes. Default any. */
  readonly wasmBytes?: number;
}

/**
 * What is wrong with a round that `weightkit check` has saved, in one sentence, or null: for a test that keeps a fault from coming back.
 * @param logic A `.wasm`, a package's folder or its `manifest.json`: a path or a URL.
 * @param fixture The saved round: a path or a URL.
 * @throws WeightkitError WK4xx when the logic cannot be loaded, WK470 when the fixture is not one
 */
export function propertyFault(
  property: PropertyName,
  logic: string | URL,
  fixture: string | URL,
  options: PropertyOptions = {},
): string | null {
  const { values = NUMBERS, valueScale = 1, sum = null, wasmBytes = null } = options;
  const file = pathOf(fixture);
  const saved = readRoundFixture(file);
  const round = roundOf(saved);
  if (round === null) {
    const what = "its payload is not one that the chain would send";
    throw fault(roundErrors.badFixture, { what }, { place: { file } });
  }
  const { limits, runtime, permissions, env, stdinMode = "blockless", truth } = saved.request;
  const { TOPIC_ID: topic = saved.origin.topic, ...others } = env;
  const lab = new Laboratory({
    logic: loadLogic(pathOf(logic)),
    ...{ limits, runtime, values, valueScale },
    scene: { topic, permissions, env: others, stdinMode },
    route: truth?.route ?? null,
    cadences: { inference: 3600, weight: 7200 },
    declared: { holds: [], exceptions: {}, sum, wasmBytes },
  });
  return PROPERTIES.find(({ name }) => name === property)?.judge(round, lab) ?? null;
}

function pathOf(file: string | URL): string {
  return typeof file === "string" ? file : fileURLToPath(file);
}
