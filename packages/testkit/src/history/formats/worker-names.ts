import { readSmallTable } from "./small-table.js";

const COLUMNS = { required: ["worker", "name"], optional: [] };

/**
 * Workers' names by address, from the bytes of a CSV file `worker,name`. Later lines win: names are for reading only.
 * @param shown what errors call the file
 * @throws WeightkitError WK301 to WK307, WK341, WK342
 */
export function readWorkerNames(table: Uint8Array, shown: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  readSmallTable(table, shown, COLUMNS, (row) => {
    const [worker, name] = [row.text(0), row.text(1)];
    if (worker !== "" && name !== "") names.set(worker, name);
  });
  return names;
}
