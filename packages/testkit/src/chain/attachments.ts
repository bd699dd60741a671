/** Bytes that a worker attaches to an inference; as text they are base64, as in the JSON of Go and of Protocol Buffers. */
export const EXTRA_DATA = "extra_data";
/** What a worker may attach to an inference, by the names that the protocol has for it (seed document, `message Inference`). */
export const ATTACHMENTS = [EXTRA_DATA, "proof"] as const;
export type AttachmentName = (typeof ATTACHMENTS)[number];

/** Texts side by side with inferences, "" where one has none. A name is absent where no inference has it. */
export type Attachments = Readonly<Partial<Record<AttachmentName, readonly string[]>>>;

/** The attachments of some rows, in the order of `rows`. */
export function attachmentsOf(all: Attachments, rows: Iterable<number>): Attachments {
  const order = [...rows];
  const found: Partial<Record<AttachmentName, readonly string[]>> = {};
  for (const name of ATTACHMENTS) {
    const texts = all[name];
    if (texts !== undefined) found[name] = order.map((row) => texts[row] ?? "");
  }
  return found;
}

/** The attachments of one inference that has any, as keys of its object in a payload. */
export function attachmentsAt(
  all: Attachments | undefined,
  row: number,
): Partial<Record<AttachmentName, string>> {
  const found: Partial<Record<AttachmentName, string>> = {};
  for (const name of ATTACHMENTS) {
    const text = all?.[name]?.[row] ?? "";
    if (text !== "") found[name] = text;
  }
  return found;
}

/** How many of so many inferences have an attachment. */
export function countAttached(all: Attachments | undefined, length: number): number {
  if (all === undefined) return 0;
  let count = 0;
  for (let row = 0; row < length; row += 1) {
    if (ATTACHMENTS.some((name) => (all[name]?.[row] ?? "") !== "")) count += 1;
  }
  return count;
}
