import { carry, type CarriedError } from "@weightkit/testkit/internal/threads/worker-messages";
import { compile, type Compiled, type CompileRequest } from "./compile.js";

/** A compile as it passes between threads. */
export interface CarriedCompiled extends Omit<Compiled, "warnings"> {
  readonly warnings: readonly CarriedError[];
}

/** The job of {@link CompilerThread}. */
export async function compileInThread(request: CompileRequest): Promise<CarriedCompiled> {
  const { warnings, ...compiled } = await compile(request);
  return { ...compiled, warnings: warnings.map(carry) };
}
