import type { PrepareOptions, RunOutcome, RunRequest } from "../../src/runtime/engine.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import type { Limits } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { watLogic } from "./wat.js";

export const UNMETERED: PrepareOptions = {
  limits: { ...DEFAULT_LIMITS, fuel: null, memoryPages: null },
  metered: false,
};

/** Runs WebAssembly text once, unmetered. */
export function runWat(
  text: string,
  request: Partial<RunRequest> = {},
  limits: Partial<Limits> = {},
  more: Partial<PrepareOptions> = {},
): RunOutcome {
  const options = { ...UNMETERED, ...more, limits: { ...UNMETERED.limits, ...limits } };
  return v8Engine.prepare(watLogic(text), options).run({ ...nothingAsked, ...request });
}

/** A module whose `_start` has this body, with the imports given; its memory is one page, exported. */
export function start(body: string, imports = "", rest = ""): string {
  return `(module ${imports} (memory (export "memory") 1) ${rest} (func $start (export "_start") ${body}))`;
}

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");
