/** Why something that an author's code gave is not what it has to be. */
export class WrongShape extends Error {}

/** An object with no other fields than these; it may come from another realm. @throws WrongShape */
export function record(
  value: unknown,
  fields: readonly string[],
  what: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new WrongShape(`${what} is not an object`);
  const entries = Object.entries(value);
  const strange = entries.find(([key]) => !fields.includes(key));
  if (strange !== undefined)
    throw new WrongShape(`${what} has a field ${strange[0]}; there are ${fields.join(", ")}`);
  return Object.fromEntries(entries);
}

/** Whole numbers of a range, without repetitions. @throws WrongShape */
export function indices(value: unknown, below: number, what: string): number[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new WrongShape(`${what} is not a list of indices`);
  const list = value.map((one: unknown) => {
    if (typeof one === "number" && Number.isInteger(one) && one >= 0 && one < below) return one;
    throw new WrongShape(`${what} has ${shown(one)}, which is not a name's index below ${below}`);
  });
  if (new Set(list).size !== list.length) throw new WrongShape(`${what} has a name twice`);
  return list;
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
