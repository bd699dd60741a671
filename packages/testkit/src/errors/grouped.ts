/** A count or a size in groups of three digits: `1,048,576`. Times, rows, offsets and ports are not counts. */
export function grouped(value: number): string {
  const digits = String(value);
  return Number.isInteger(value) ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : digits;
}
