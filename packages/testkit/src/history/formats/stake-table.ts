import type { StakeChange } from "../../chain/stake.js";
import { replayErrors } from "../../errors/replay-errors.js";
import { fault, throwFaults, type WeightkitError } from "../../errors/weightkit-error.js";
import { unixSeconds } from "../../numbers/iso-time.js";
import { readSmallTable } from "./small-table.js";

const ALL = ["time", "participant", "delta", "target"] as const;
const COLUMNS = { required: ALL.slice(0, 3), optional: ALL.slice(3) };

/**
 * Changes of stake from the bytes of a CSV file `time,participant,delta[,target]`, in order of time. A time is UNIX seconds or ISO 8601, a
 * delta a whole amount with an optional sign; without a target the participant's own stake changes.
 * @param shown what errors call the file
 * @throws WeightkitError WK301 to WK307, WK341, WK342, and WK611 with all faults
 */
export function readStakeChanges(table: Uint8Array, shown: string): StakeChange[] {
  const changes: StakeChange[] = [];
  const faults: WeightkitError[] = [];
  readSmallTable(table, shown, COLUMNS, (row) => {
    const [time = "", participant = "", delta = "", target = ""] = ALL.map((_, at) => row.text(at));
    const bad = (name: (typeof ALL)[number], given: string, wanted: string): void => {
      const place = row.place(ALL.indexOf(name));
      faults.push(
        fault(replayErrors.badStakeField, { field: name, text: given, wanted }, { place }),
      );
    };
    const seconds = unixSeconds(time);
    if (seconds === null) bad("time", time, "UNIX seconds, or a UTC time like 2024-03-01T12:00Z");
    if (participant === "") bad("participant", participant, "an address");
    if (!/^[+-]?\d{1,40}$/.test(delta)) bad("delta", delta, "a whole amount, e.g. -500");
    else if (seconds !== null) {
      const amount = BigInt(delta.replace("+", ""));
      changes.push({
        time: seconds,
        participant,
        delta: amount,
        target: target === "" ? participant : target,
      });
    }
  });
  throwFaults(faults);
  return changes.sort((a, b) => a.time - b.time);
}
