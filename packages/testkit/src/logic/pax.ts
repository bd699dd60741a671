import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

/**
 * The `path` that a pax extended header gives the next entry, or null when it gives none.
 * @throws WeightkitError WK406 when the records do not add up, or change the entry's size
 */
export function readPax(body: Uint8Array, at: number): string | null {
  let path: string | null = null;
  for (let position = 0; position < body.length;) {
    const space = body.indexOf(0x20, position);
    const length = Number(Buffer.from(body.subarray(position, Math.max(space, 0))).toString());
    const end = position + length;
    if (space < 0 || !Number.isSafeInteger(length) || end <= space || end > body.length)
      throw fault(logicErrors.badArchive, { what: "a pax record's length is wrong", offset: at });
    const record = Buffer.from(body.subarray(space + 1, end - 1)).toString("utf8");
    const equals = record.indexOf("=");
    const key = record.slice(0, Math.max(equals, 0));
    if (key === "size")
      throw fault(logicErrors.badArchive, { what: "a pax record gives a size", offset: at });
    if (key === "path") path = record.slice(equals + 1);
    position = end;
  }
  return path;
}
