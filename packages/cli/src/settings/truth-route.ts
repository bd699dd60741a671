import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import { prefixFor } from "../project/lint.js";
import type { Target } from "./target.js";

export interface TruthValues {
  readonly truthUrl: string | undefined;
  readonly truthPointer: string | undefined;
  readonly permission: readonly string[];
  /** `request`: only the chain's own request counts, which carries no permissions. */
  readonly permissions: "manifest" | "request";
}

/** Where truth is requested, by option or project; null when neither names a URL. */
export function truthRoute(values: TruthValues, { truth }: Target): TruthRoute | null {
  const url = values.truthUrl ?? truth?.url;
  if (url === undefined) return null;
  return { url, pointer: values.truthPointer ?? truth?.pointer ?? "" };
}

/** Bare WASM comes without permissions: the truth's own host is then allowed, since nothing else is known. */
export function permissionsFor(
  values: Pick<TruthValues, "permission"> & Partial<Pick<TruthValues, "permissions">>,
  target: Target,
  route: TruthRoute | null,
): string[] {
  if (values.permissions === "request") return [];
  const given = [...target.permissions, ...values.permission];
  return isBare(target) && route !== null ? [...given, prefixFor(route.url)] : given;
}

/** Whether the logic comes without project and manifest, and so without a list of permissions. */
export function isBare({ project, logic }: Target): boolean {
  return project === null && logic.manifest === null;
}
