import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { vectorPath } from "../../../../test/support/inputs.js";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { RUNTIME_VERSIONS, type RuntimeVersion } from "../../src/runtime/versions.js";
import { watLogic } from "../support/wat.js";
import { DIFFERENCES } from "./probe-differences.js";

interface Result {
  readonly exit: number | null;
  readonly stdout: string | { readonly sha: string; readonly bytes: number };
}

interface Probes {
  readonly fuel: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly probes: readonly (Readonly<Record<`v${RuntimeVersion}`, Result>> & {
    readonly name: string;
    readonly wat: string;
  })[];
}

const read = (name: string) => readFileSync(vectorPath(`runtime-run/${name}`));
const { fuel, environment, probes } = JSON.parse(read("probes.json").toString()) as Probes;
const stdin = read("stdin.json");

/** What bls-runtime exits with where a module is refused here before it runs. */
function exitOfRefusal({ code }: WeightkitError, version: RuntimeVersion): number {
  if (code === "WK422") return version === "0.3.1" ? 101 : 255;
  // The host function that looks for the memory does not find it.
  return code === "WK423" ? 255 : 101;
}

function runProbe(name: string, wat: string, runtime: RuntimeVersion): Result {
  try {
    const limits = { ...DEFAULT_LIMITS, fuel, memoryPages: null };
    const logic = { ...watLogic(wat), name };
    const request = { ...nothingAsked, stdin, env: environment, blockTime: 1_700_000_000 };
    const { exitCode, stdout } = v8Engine
      .prepare(logic, { limits, metered: true, runtime })
      .run(request);
    return { exit: exitCode, stdout: Buffer.from(stdout).toString("latin1") };
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return { exit: exitOfRefusal(error, runtime), stdout: "" };
  }
}

function same(ours: Result, theirs: Result): boolean {
  if (ours.exit !== theirs.exit) return false;
  if (typeof theirs.stdout === "string") return ours.stdout === theirs.stdout;
  const text = typeof ours.stdout === "string" ? ours.stdout : "";
  return createHash("sha256").update(text, "latin1").digest("hex") === theirs.stdout.sha;
}

describe.each(RUNTIME_VERSIONS)("the probes that bls-runtime %s ran", (version) => {
  const differing = probes.filter(
    (probe) => !same(runProbe(probe.name, probe.wat, version), probe[`v${version}`]),
  );

  it("differ only as is stated", () => {
    const stated = DIFFERENCES.filter(({ versions }) => versions.includes(version));
    expect(differing.map(({ name }) => name)).toEqual(stated.map(({ probe }) => probe));
    expect(stated.length).toBeLessThanOrEqual(10);
  });

  it("are all there", () => {
    expect(probes).toHaveLength(175);
  });
});
