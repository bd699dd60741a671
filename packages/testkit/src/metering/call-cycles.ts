import type { CodeScan } from "./code-scan.js";
import type { FunctionType, ModuleTypes } from "./module-types.js";

/**
 * The functions that may call themselves, directly or through others: only their frames can pile up without end.
 * Strongly connected components of the call graph, by Tarjan's algorithm (SIAM J. Comput. 1, 1972); an indirect call may
 * reach every function of its type whose reference is taken anywhere.
 *
 * @param taken functions that are in a table
 */
export function functionsInCycles(
  scan: CodeScan,
  module: ModuleTypes,
  taken: Iterable<number>,
): ReadonlySet<number> {
  const imported = module.importedFunctions.length;
  const typeOf = typeIds(module.types);
  const byType = new Map<number, number[]>();
  for (const index of new Set([...taken, ...scan.referenced])) {
    const type = module.functions[index - imported];
    if (type === undefined) continue;
    const id = typeOf[type] ?? -1;
    const known = byType.get(id);
    if (known === undefined) byType.set(id, [index]);
    else known.push(index);
  }
  // Nodes: the functions by index, then one for each type that is called indirectly.
  const firstType = imported + module.functions.length;
  const successors = (node: number): readonly number[] => {
    if (node >= firstType) return byType.get(node - firstType) ?? [];
    const calls = scan.functions[node - imported];
    if (calls === undefined) return [];
    return [...calls.direct, ...calls.indirect.map((type) => firstType + (typeOf[type] ?? 0))];
  };
  const found = new Set<number>();
  for (const component of components(firstType + module.types.length, successors))
    for (const node of component) if (node >= imported && node < firstType) found.add(node);
  return found;
}

/** A number for each type, the same for equal types. */
function typeIds(types: readonly FunctionType[]): readonly number[] {
  const ids = new Map<string, number>();
  return types.map(({ parameters, results }, index) => {
    const key = `${parameters.join(",")}>${results.join(",")}`;
    const id = ids.get(key) ?? index;
    ids.set(key, id);
    return id;
  });
}

interface Visit {
  readonly node: number;
  readonly successors: readonly number[];
  next: number;
}

/** Components of more than one node, and nodes with an edge to themselves. */
function components(
  count: number,
  successorsOf: (node: number) => readonly number[],
): readonly number[][] {
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const found: number[][] = [];
  let counter = 0;
  const open = (node: number): Visit => {
    order[node] = low[node] = counter;
    counter += 1;
    stack.push(node);
    onStack[node] = 1;
    return { node, successors: successorsOf(node), next: 0 };
  };
  for (let root = 0; root < count; root += 1) {
    if (order[root] !== -1) continue;
    const visits = [open(root)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node } = visit;
      const successor = visit.successors[visit.next];
      visit.next += 1;
      if (successor !== undefined) {
        if (successor >= count) continue;
        if (order[successor] === -1) visits.push(open(successor));
        else if (onStack[successor] === 1)
          low[node] = Math.min(low[node] ?? 0, order[successor] ?? 0);
        continue;
      }
      visits.pop();
      const caller = visits.at(-1)?.node;
      if (caller !== undefined) low[caller] = Math.min(low[caller] ?? 0, low[node] ?? 0);
      if (low[node] !== order[node]) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack[member] = 0;
      if (component.length > 1 || visit.successors.includes(node)) found.push(component);
    }
  }
  return found;
}
