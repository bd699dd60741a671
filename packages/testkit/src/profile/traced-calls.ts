import type { Labels } from "./labels.js";
import type { Profile } from "./profile.js";
import { childrenOf } from "./call-paths.js";

/** A function as called along one path, before what it called in its turn. */
export interface TracedCall {
  readonly name: string;
  /** Calls that led to it; 0 for what the host called. */
  readonly depth: number;
  /** How often it was called on this path. */
  readonly calls: number;
  /** Fuel spent in it and in what it called. */
  readonly fuel: number;
  /** Fuel spent in the function itself. */
  readonly self: number;
}

/** A run's calls as a tree in lines: callers before their callees, those in the order of their first call. */
export function tracedCalls({ calls }: Profile, labels: Labels): TracedCall[] {
  const children = childrenOf(calls);
  const totals = calls.map(({ fuel }) => fuel);
  // Parents stand before their children.
  for (let index = calls.length - 1; index > 0; index -= 1) {
    const parent = calls[index]?.parent ?? null;
    if (parent !== null) totals[parent] = (totals[parent] ?? 0) + (totals[index] ?? 0);
  }
  const lines: TracedCall[] = [];
  const waiting = (children[0] ?? []).map((index) => ({ index, depth: 0 })).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { index, depth } = next;
    const node = calls[index];
    if (node === undefined) continue;
    const { name } = labels.function(node.functionIndex);
    const fuel = totals[index] ?? 0;
    lines.push({ name, depth, calls: node.calls, fuel, self: node.fuel });
    const below = (children[index] ?? []).map((child) => ({ index: child, depth: depth + 1 }));
    waiting.push(...below.reverse());
  }
  return lines;
}
