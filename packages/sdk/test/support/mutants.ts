import { randomBits } from "./numbers.js";

/** Payloads of many shapes, all accepted. */
export const DOCUMENTS: readonly string[] = [
  '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1a","inference":"12.5"},{"worker":"allo1b","inference":"13"}]}],"latest_weights":{"allo1a":"31764","allo1b":"68236"}}',
  '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1qpzry9x8gf2tvdw0s3jn54khce6mua7lqpzry9x8g","inference":"2544"},{"worker":"allo1zzz","inference":"7"}]},{"timestamp":"1700002800","inferences":[{"worker":"allo1qpzry9x8gf2tvdw0s3jn54khce6mua7lqpzry9x8g","inference":"2501"},{"worker":"allo1zzz","inference":"1e3"}]}],"latest_weights":{"allo1qpzry9x8gf2tvdw0s3jn54khce6mua7lqpzry9x8g":"0","allo1zzz":"0"}}',
  ' \n\t{ "latest_weights" : { "b" : 2 , "a" : "1" } ,\r\n "inferences" : [ { "inferences" : [ { "inference" : -12.5e-1 , "worker" : "a" } ] , "timestamp" : 9 } ] } \n',
  '{"x\\"}":"}]\\"{","meta":[1,{"b":[null,true,false,-1.5e3,[],{}]}],"inferences":[{"extra":{"q":"\\u00e9\\n"},"timestamp":"1","inferences":[{"worker":"\\u0061\\ud83d\\ude00","inference":"1","note":[0.1]}]}],"latest_weights":{"\\u0061\\ud83d\\ude00":"31764"}}',
  '{"inferences":[{"timestamp":"18446744073709551615","inferences":[{"worker":"é漢😀","inference":"0.1234567890123456789"},{"worker":"é","inference":"5e-324"},{"worker":"é","inference":"1"}]},{"timestamp":"2","inferences":[]},{"timestamp":"3","inferences":[{"worker":"x"},{"worker":"y","inference":null},{"worker":"z","inference":"abc"}]}]}',
  // Names that, written raw, are another name or no JSON at all.
  '{"inferences":[{"timestamp":"3","inferences":[{"worker":"a\\\\n","inference":"1"}]},{"timestamp":"2","inferences":[{"worker":"a\\\\n","inference":"2"}]},{"timestamp":"1","inferences":[{"worker":"a\\\\n","inference":"3"},{"worker":"b\\"","inference":"4"},{"worker":"c","inference":"5"}]}]}',
  '{"inferences":[{"timestamp":"3","inferences":[{"worker":"b\\"","inference":"1"}]},{"timestamp":"2","inferences":[{"worker":"b\\"","inference":"2"}]},{"timestamp":"1","inferences":[{"worker":"b\\"","inference":"3"},{"worker":"\\u0001","inference":"4"}]}]}',
  '{"\\u0069nferences":[],"latest_weights":{"allo1\\/a":"18446744073709551615"}}',
  '{"inferences":[]}',
];

const PIECES: readonly string[] = [
  ...Array.from('"\\{}[]:,-+.0129eEabtfnu/ \t\n\r\u0000\u0001\u001f\u007f'),
  ...[
    "\\u",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude00",
    "\\u0000",
    "\\/",
    "\\x",
    "null",
    "true",
    "1e999",
    "-0",
    "01",
    "1.",
    "18446744073709551616",
  ],
  ...[
    '"worker":"a",',
    '"inference":"1",',
    '"timestamp":"1",',
    '"inferences":[],',
    '{"worker":"a"},',
    '"a":"1",',
    "[[[[",
    "]]]]",
    "{}",
    "é",
    "😀",
    "\ufeff",
  ],
];

const BYTES: readonly (readonly number[])[] = [
  [0x80],
  [0xc0, 0x80],
  [0xc3],
  [0xe0, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xff],
  [0xfe],
];

/** Malformed and not so malformed relatives of the documents: the same for the same seed. */
export function* mutants(
  seed: number,
  count: number,
  texts: readonly string[] = DOCUMENTS,
): Generator<Uint8Array> {
  const bits = randomBits(seed);
  const below = (limit: number): number => Number(bits() % BigInt(Math.max(limit, 1)));
  const pick = (from: readonly Buffer[]): Buffer => from[below(from.length)] ?? Buffer.alloc(0);
  const documents = texts.map((text) => Buffer.from(text));
  const pieces = [
    ...PIECES.map((text) => Buffer.from(text)),
    ...BYTES.map((bytes) => Buffer.from(bytes)),
  ];
  for (let i = 0; i < count; i += 1) {
    let bytes = pick(documents);
    for (let edits = 1 + below(3); edits; edits -= 1) {
      const at = below(bytes.length + 1);
      const to = Math.min(bytes.length, at + (below(4) ? 1 : 1 + below(30)));
      const [before, between, after] = [
        bytes.subarray(0, at),
        bytes.subarray(at, to),
        bytes.subarray(to),
      ];
      switch (below(11)) {
        case 0: // flip a bit
          bytes = Buffer.from(bytes);
          if (at < bytes.length) bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(8)), at);
          break;
        case 1: // delete
          bytes = Buffer.concat([before, after]);
          break;
        case 2: // double
          bytes = Buffer.concat([before, between, between, after]);
          break;
        case 3: // replace
          bytes = Buffer.concat([before, pick(pieces), after]);
          break;
        case 4: // insert
        case 5:
          bytes = Buffer.concat([before, pick(pieces), between, after]);
          break;
        case 6: // cut off
          bytes = Buffer.from(before);
          break;
        case 7: // write an escape as what it stands for: another text, or no JSON at all
          bytes = rewritten(bytes, at, /\\(u[0-9a-fA-F]{4}|[^u])/, (escape) => {
            const plain: unknown = isJson(`"${escape}"`) ? JSON.parse(`"${escape}"`) : escape;
            return String(plain);
          });
          break;
        case 8: // write a character as its escape, which changes nothing, or its backslash once more
          bytes = rewritten(bytes, at, below(2) ? /\\/ : /[ -~]/, (one) =>
            one === "\\" ? "\\\\" : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
          );
          break;
        case 9: {
          // move a piece
          const where = below(after.length);
          bytes = Buffer.concat([before, after.subarray(0, where), between, after.subarray(where)]);
          break;
        }
        default: {
          // cross with another document
          const other = pick(documents);
          bytes = Buffer.concat([before, other.subarray(below(other.length))]);
        }
      }
    }
    yield bytes;
  }
}

/** The bytes with the first match of the pattern, from a place on, replaced. */
function rewritten(
  bytes: Buffer,
  from: number,
  pattern: RegExp,
  replace: (found: string) => string,
): Buffer {
  // One character a byte, so that bytes that are not UTF-8 survive.
  const rest = bytes.subarray(from).toString("latin1");
  return Buffer.concat([
    bytes.subarray(0, from),
    Buffer.from(rest.replace(pattern, replace), "latin1"),
  ]);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
