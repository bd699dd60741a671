import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

const NEWLINE = 0x0a;

/**
 * The `path` that a pax extended header gives the next entry, or null when it gives none.
 * @throws WeightkitError WK406 when the records do not add up, or change the entry's size or contents
 */
export function readPax(body: Uint8Array, at: number): string | null {
  let path: string | null = null;
  for (let position = 0; position < body.length;) {
    const space = body.indexOf(0x20, position);
    const digits = Buffer.from(body.subarray(position, Math.max(space, 0))).toString();
    const end = position + Number(/^\d+$/.test(digits) ? digits : Number.NaN);
    if (space < 0 || !(end > space && end <= body.length) || body[end - 1] !== NEWLINE)
      throw fault(logicErrors.badArchive, { what: "a pax record's length is wrong", offset: at });
    const record = Buffer.from(body.subarray(space + 1, end - 1)).toString("utf8");
    const equals = record.indexOf("=");
    const key = record.slice(0, Math.max(equals, 0));
    if (key === "size")
      throw fault(logicErrors.badArchive, { what: "a pax record gives a size", offset: at });
    // The node's Go would put another file together from the entry's parts.
    if (key.startsWith("GNU.sparse."))
      throw fault(logicErrors.badArchive, { what: "a file is sparse", offset: at });
    if (key === "path") path = record.slice(equals + 1);
    position = end;
  }
  return path;
}
