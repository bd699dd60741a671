import type { B7sOptions } from "./b7s/b7s-engine.js";
import type { Engine } from "./engine.js";
import type { Differences } from "./external/cross-check.js";
import type { ExternalName } from "./external/external-command.js";
import type { ExternalOptions } from "./external/external-engine.js";
import { v8Engine } from "./v8/v8-engine.js";

/** Which engine runs the logic, as plain data that may pass between threads. */
export type EngineChoice =
  | { readonly kind: "v8" }
  | {
      readonly kind: "external";
      readonly name: ExternalName;
      readonly options?: ExternalOptions;
    }
  | { readonly kind: "b7s"; readonly options: B7sOptions }
  | { readonly kind: "cross-check"; readonly first: EngineChoice; readonly second: EngineChoice };

export const V8: EngineChoice = { kind: "v8" };

export interface OpenedEngine {
  readonly engine: Engine;
  /** Where the engines of a cross-check differed in the runs so far; null when they agreed. */
  readonly differences: () => Differences | null;
}

/** Opens an engine; code that only some engines need is loaded with them, since every thread of a pool pays for what it loads. */
export async function openEngine(choice: EngineChoice): Promise<OpenedEngine> {
  let found: Differences | null = null;
  const engine = await engineOf(choice, (difference) => {
    found = addDifferences(found, difference);
  });
  return { engine, differences: () => found };
}

/** Whether all that runs does so in V8, in the thread that asks: then a watchdog of that thread sees every run that hangs. */
export function runsInThread(choice: EngineChoice): boolean {
  if (choice.kind === "cross-check") {
    return runsInThread(choice.first) && runsInThread(choice.second);
  }
  return choice.kind === "v8";
}

/** The earlier difference and a later one, together. */
export function addDifferences(
  before: Differences | null,
  after: Differences | null,
): Differences | null {
  if (before === null || after === null) return before ?? after;
  return { ...before, runs: before.runs + after.runs };
}

async function engineOf(
  choice: EngineChoice,
  onDifference: (found: Differences) => void,
): Promise<Engine> {
  switch (choice.kind) {
    case "v8":
      return v8Engine;
    case "external": {
      const { externalEngine } = await import("./external/external-engine.js");
      return externalEngine(choice.name, choice.options);
    }
    case "b7s": {
      const { b7sEngine } = await import("./b7s/b7s-engine.js");
      return b7sEngine(choice.options);
    }
    case "cross-check": {
      const { crossChecked } = await import("./external/cross-check.js");
      const first = await engineOf(choice.first, onDifference);
      const second = await engineOf(choice.second, onDifference);
      const engines = `${first.name} checked against ${second.name}`;
      return crossChecked(first, second, (found) => {
        onDifference({ engines, ...found, runs: 1 });
      });
    }
  }
}
