import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { JobReference } from "@weightkit/testkit/internal/threads/job";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { uncarry } from "@weightkit/testkit/internal/threads/worker-messages";
import type { Io } from "../ui/io.js";
import type { Compiled, CompileRequest } from "./compile.js";
import type { CarriedCompiled } from "./compile-job.js";

/**
 * Compiles weight logic, here or in another thread.
 * @throws WeightkitError WK201 to WK208 and WK210, with all faults at once
 */
export type Compile = (request: CompileRequest) => Promise<Compiled>;

/** A compiler in a thread, which stays warm: the second compile takes a tenth of the first. Its owner closes it. */
export class CompilerThread {
  readonly #pool = new WorkerPool(1);
  readonly #job: JobReference<CompileRequest, never, CarriedCompiled> = {
    module: pathToFileURL(createRequire(import.meta.url).resolve("#compile-job")).href,
    name: "compileInThread",
  };

  readonly compile: Compile = async (request) => {
    const { warnings, ...compiled } = await this.#pool.run(this.#job, request);
    const known = warnings.map(uncarry).filter((one) => one instanceof WeightkitError);
    return { ...compiled, warnings: known };
  };

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

/**
 * Compiles once. In the command's own process that is done in another thread, since the compiler would leave Ctrl-C unheard for
 * seconds.
 */
export function compileOnce({ signals }: Io): Compile {
  return async (request) => {
    if (!signals) {
      const { compile } = await import("./compile.js");
      return await compile(request);
    }
    const thread = new CompilerThread();
    try {
      return await thread.compile(request);
    } finally {
      await thread.close();
    }
  };
}
