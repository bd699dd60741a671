import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, throwFaults } from "../../errors/weightkit-error.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { Engine, PrepareOptions, RunOutcome, RunRequest } from "../engine.js";
import { endOf } from "../external/external-verdict.js";
import { failureOf } from "../failure.js";
import { linkFaults } from "../host/check-imports.js";
import { DEFAULT_RUNTIME } from "../versions.js";
import { execute, PATIENCE, type NodeResult, type Patience } from "./head-node.js";
import { Turns } from "./turns.js";

export interface B7sOptions {
  /** The head node's address, e.g. `http://localhost:6000`. */
  readonly head: string;
  /** The installed function's id. */
  readonly functionId: string;
  /** The WASM's file name in the installed archive; the logic's name when left out. */
  readonly method?: string;
  /** The subgroup whose workers are asked; all when left out. */
  readonly subgroup?: string;
  /** Lets the workers ask the network where the run's permissions allow it; nothing else can answer them. */
  readonly live?: boolean;
  /** Rounds that a topic has under way at once; 4 when left out. */
  readonly concurrency?: number;
  readonly patience?: Patience;
}

const CONCURRENCY = 4;
const REAL = "The workers' clock and randomness were real, not the round's";
const OFFLINE =
  "workers ask the network only, and without --live no URL was permitted: every HTTP request was refused";

/**
 * Runs weight logic on the workers of a b7s network through its head node: the function must be installed there. The node reports neither
 * fuel nor a guest stack. A head node that is connected to a chain also submits what its workers print.
 */
export function b7sEngine(options: B7sOptions): Engine {
  return {
    name: "b7s",
    prepare(logic, prepareOptions) {
      const module = inspectWasm(logic.bytes);
      throwFaults(linkFaults(module, prepareOptions.runtime ?? DEFAULT_RUNTIME));
      const turns = new Turns(options.concurrency ?? CONCURRENCY);
      const method = options.method ?? `${logic.name}.wasm`;
      return {
        logic,
        async run(request) {
          const { heartbeat } = prepareOptions;
          heartbeat?.begin();
          try {
            const result = await turns.take(() =>
              execute(
                options.head.replace(/\/+$/, ""),
                {
                  functionId: options.functionId,
                  method,
                  subgroup: options.subgroup ?? null,
                  stdin: payloadText(request.stdin),
                  env: request.env,
                  permissions: options.live === true ? request.permissions : [],
                  fuel: prepareOptions.metered ? prepareOptions.limits.fuel : null,
                },
                options.patience ?? PATIENCE,
              ),
            );
            return outcomeOf(result, request, prepareOptions, options.live === true);
          } finally {
            heartbeat?.end();
          }
        },
      };
    },
  };
}

function outcomeOf(
  result: NodeResult,
  request: RunRequest,
  { limits }: PrepareOptions,
  live: boolean,
): RunOutcome {
  const { stdout, stderr, exitCode } = result;
  const ended = { status: exitCode, stderr, log: "" };
  const { error } = endOf("bls-runtime", ended, limits.fuel);
  const refused = !live && request.permissions.length > 0;
  return {
    exitCode,
    stdout: new Uint8Array(Buffer.from(stdout)),
    stderr: new Uint8Array(Buffer.from(stderr)),
    fuel: null,
    memoryPages: 0,
    failure: error === null ? null : failureOf(error),
    notes: refused ? [REAL, OFFLINE] : [REAL],
    exchanges: [],
    ...(refused ? { incomparable: OFFLINE } : {}),
  };
}

/** A payload as the request's JSON can carry it. @throws WeightkitError WK417 when it is not UTF-8 */
function payloadText(stdin: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stdin);
  } catch (cause) {
    const why = "takes payloads as JSON text, but this one is not UTF-8";
    throw fault(runtimeErrors.headNode, { url: "the head node", why }, { cause });
  }
}
