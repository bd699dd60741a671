import type { CallNode } from "./profile.js";

/** Children of each node of a call tree, by node, in order of first call. */
export function childrenOf(calls: readonly CallNode[]): readonly number[][] {
  const children: number[][] = calls.map(() => []);
  for (const [index, { parent }] of calls.entries())
    if (parent !== null) children[parent]?.push(index);
  return children;
}
