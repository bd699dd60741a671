import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, type WeightkitError } from "../../errors/weightkit-error.js";
import type { ExternalName } from "./external-command.js";
import { exitOf, type Remains } from "./external-end.js";

export interface Verdict {
  readonly exitCode: number;
  readonly error: WeightkitError | null;
  /** Whether the guest ended by itself, which it may have done over a request that nothing answered. */
  readonly itsOwn: boolean;
}

/** What the end of a runtime's process means. @param fuel The limit that it had, for the message. */
export function endOf(name: ExternalName, remains: Remains, fuel: number | null): Verdict {
  const { exitCode, kind } = exitOf(name, remains);
  if (exitCode === 0) return { exitCode, error: null, itsOwn: true };
  if (kind === "fuel") return over(exitCode, fault(runtimeErrors.outOfFuel, { limit: fuel ?? 0 }));
  if (kind !== null) return over(exitCode, fault(runtimeErrors.trap, { kind, exitCode }));
  const reason = lastLine(remains.stderr);
  return { exitCode, error: fault(runtimeErrors.exited, { exitCode, reason }), itsOwn: true };
}

/** An end that is not the guest's own doing. */
export function over(exitCode: number, error: WeightkitError): Verdict {
  return { exitCode, error, itsOwn: false };
}

function lastLine(text: string): string | null {
  const lines = text.trim().split("\n");
  return lines[lines.length - 1] || null;
}
