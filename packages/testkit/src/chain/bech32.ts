const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const LONGEST = 90;

/** Whether a text is a bech32 address (BIP-173, checksum included) with prefix `allo`, as the chain demands. */
export function isAlloAddress(text: string): boolean {
  return text.startsWith("allo1") && text.length <= LONGEST && checksumHolds("allo", text.slice(5));
}

/** Whether `data`, checksum of six characters at its end, belongs to `prefix`. Lower case only. */
export function checksumHolds(prefix: string, data: string): boolean {
  if (data.length < 6) return false;
  let state = 1;
  for (const letter of prefix) state = step(state, letter.charCodeAt(0) >> 5);
  state = step(state, 0);
  for (const letter of prefix) state = step(state, letter.charCodeAt(0) & 31);
  for (const letter of data) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return false;
    state = step(state, value);
  }
  return state === 1;
}

function step(state: number, value: number): number {
  const top = state >>> 25;
  let next = ((state & 0x1ffffff) << 5) ^ value;
  GENERATOR.forEach((term, bit) => {
    if ((top >>> bit) & 1) next ^= term;
  });
  return next;
}

/** The `allo` address of 20 account bytes (BIP-173). */
export function alloAddress(account: Uint8Array): string {
  const values = toFiveBits(account);
  let state = 1;
  for (const letter of "allo") state = step(state, letter.charCodeAt(0) >> 5);
  state = step(state, 0);
  for (const letter of "allo") state = step(state, letter.charCodeAt(0) & 31);
  for (const value of values) state = step(state, value);
  for (let i = 0; i < 6; i += 1) state = step(state, 0);
  state ^= 1;
  for (let i = 0; i < 6; i += 1) values.push((state >>> (5 * (5 - i))) & 31);
  return `allo1${values.map((value) => ALPHABET.charAt(value)).join("")}`;
}

function toFiveBits(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) values.push((held >>> (bits - 5)) & 31);
  }
  if (bits > 0) values.push((held << (5 - bits)) & 31);
  return values;
}
