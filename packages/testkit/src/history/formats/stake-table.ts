import type { StakeChange } from "../../chain/stake.js";
import { replayErrors } from "../../errors/replay-errors.js";
import { fault, throwFaults, type WeightkitError } from "../../errors/weightkit-error.js";
import { unixSeconds } from "../../numbers/iso-time.js";
import { textOf } from "./byte-text.js";
import { CsvLexer, type CsvFields } from "./csv-lexer.js";
import { readHeader, type Header } from "./header.js";

const COLUMNS = ["time", "participant", "delta", "target"] as const;

/**
 * Changes of stake from the bytes of a CSV file `time,participant,delta[,target]`, in order of time. A time is UNIX seconds or ISO 8601, a
 * delta a whole amount with an optional sign; without a target the participant's own stake changes.
 * @param shown what errors call the file
 * @throws WeightkitError WK302 to WK307, and WK611 with all faults
 */
export function readStakeChanges(table: Uint8Array, shown: string): StakeChange[] {
  const changes: StakeChange[] = [];
  const faults: WeightkitError[] = [];
  let header: Header | null = null;
  const lexer = new CsvLexer((fields) => {
    if (header === null) {
      header = readHeader(fields, shown, COLUMNS.slice(0, 3), COLUMNS.slice(3));
      return;
    }
    const [time = "", participant = "", delta = "", target = ""] = header.at.map((at) =>
      field(fields, at),
    );
    const bad = (name: string, given: string, wanted: string): void => {
      const place = { file: shown, row: fields.row, field: name };
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
  lexer.push(table);
  lexer.end();
  throwFaults(faults);
  return changes.sort((a, b) => a.time - b.time);
}

function field({ bytes, starts, ends, count }: CsvFields, index: number): string {
  return index >= 0 && index < count ? textOf(bytes, starts[index] ?? 0, ends[index] ?? 0) : "";
}
