/** One thing that was looked at. */
export interface Check {
  /** A warning leaves commands working; a fault does not. */
  readonly status: "ok" | "warning" | "fault";
  readonly label: string;
  /** What was found. */
  readonly detail: string;
  /** What to do; null when all is well. */
  readonly fix: string | null;
}

export function ok(label: string, detail: string): Check {
  return { status: "ok", label, detail, fix: null };
}

export function warning(label: string, detail: string, fix: string): Check {
  return { status: "warning", label, detail, fix };
}

export function faulty(label: string, detail: string, fix: string): Check {
  return { status: "fault", label, detail, fix };
}
