/** A system's error without the call and the path that it ends with: `EACCES: permission denied`. */
export function systemReason(cause: unknown): string {
  const [reason = "unknown"] = cause instanceof Error ? cause.message.split(", ") : [String(cause)];
  return reason;
}
