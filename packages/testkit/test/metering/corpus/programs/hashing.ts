// 64-bit integers, typed arrays and bulk copies: FNV-1a and xxh64-like mixing.
export function run(): i32 {
  const bytes = new Uint8Array(1500);
  for (let index = 0; index < bytes.length; index++) bytes[index] = u8(index * 7 + (index >> 3));
  let hash: u64 = 0xcbf29ce484222325;
  for (let index = 0; index < bytes.length; index++) {
    hash = (hash ^ u64(bytes[index])) * 0x100000001b3;
  }
  const copy = bytes.slice(100, 900);
  memory.copy(copy.dataStart + 10, copy.dataStart, 300);
  memory.fill(copy.dataStart, 9, 7);
  let mixed: u64 = 0;
  for (let index = 0; index + 8 <= copy.length; index += 8) {
    mixed = rotl<u64>(mixed + load<u64>(copy.dataStart + index) * 0x9e3779b185ebca87, 31);
    mixed = (mixed % 0xfffffffffffffc5) + u64(clz(mixed) + popcnt(mixed));
  }
  if (copy.length != 800) throw new Error("copied too little");
  return i32(hash >> 32) ^ i32(mixed) ^ i32(mixed >> 40);
}
