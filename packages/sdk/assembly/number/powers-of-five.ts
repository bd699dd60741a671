// Powers of five for decimal to binary conversion. Computed with exact integers.

/** 5^0 to 5^27: all that fit in 64 bits. */
const SMALL = memory.data<u64>([
  0x1, 0x5, 0x19, 0x7d, 0x271, 0xc35, 0x3d09, 0x1312d, 0x5f5e1, 0x1dcd65, 0x9502f9, 0x2e90edd,
  0xe8d4a51, 0x48c27395, 0x16bcc41e9, 0x71afd498d, 0x2386f26fc1, 0xb1a2bc2ec5, 0x3782dace9d9,
  0x1158e460913d, 0x56bc75e2d631, 0x1b1ae4d6e2ef5, 0x878678326eac9, 0x2a5a058fc295ed,
  0xd3c21bcecceda1, 0x422ca8b0a00a425, 0x14adf4b7320334b9, 0x6765c793fa10079d,
]);

/** 5^(28 j) for j from -13 to 11, cut to 128 bits with the top one set: upper half, lower half. */
const LARGE = memory.data<u64>([
  0xe1afa13afbd14d6d, 0x82189c09a3a1ec21, 0xe3e27a444d8d98b7, 0xfd1b1b2308169b25,
  0xe61acf033d1a45df, 0x6fb92487298e33bd, 0xe858ad248f5c22c9, 0xd1b3400f8f9cff68,
  0xea9c227723ee8bcb, 0x465e15a979c1cadc, 0xece53cec4a314ebd, 0xa4f8bf5635246428,
  0xef340a98172aace4, 0x86fb897116c87c34, 0xf18899b1bc3f8ca1, 0xdc44e6c3cb279ac1,
  0xf3e2f893dec3f126, 0x5a89dba3c3efccfa, 0xf64335bcf065d37d, 0x4d4617b5ff4a16d5,
  0xf8a95fcf88747d94, 0x75a44c6397ce912a, 0xfb158592be068d2e, 0xeed6e2f0f0d56712,
  0xfd87b5f28300ca0d, 0x8bca9d6e188853fc, 0x8000000000000000, 0x0, 0x813f3978f8940984,
  0x4000000000000000, 0x82818f1281ed449f, 0xbff8f10e7a8921a4, 0x83c7088e1aab65db,
  0x792667c6da79e0fa, 0x850fadc09923329e, 0x3e2cf6bc604ddb0, 0x865b86925b9bc5c2, 0xb8a2392ba45a9b2,
  0x87aa9aff79042286, 0x90fb44d2f05d0842, 0x88fcf317f22241e2, 0x441fece3bdf81f03,
  0x8a5296ffe33cc92f, 0x82bd6b70d99aaa6f, 0x8bab8eefb6409c1a, 0x1ad089b6c2f7548e,
  0x8d07e33455637eb2, 0xdb0b487b6423e1e8, 0x8e679c2f5e44ff8f, 0x570f09eaa7ea7648,
]);

/** 5^k, exactly. @param k 0 to 27 */
export function powerOfFive(k: i32): u64 {
  return load<u64>(SMALL + ((<usize>k) << 3));
}

/** Upper half of the 128-bit product. */
export function multiplyHigh(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const mid = ah * bl + ((al * bl) >> 32);
  return ah * bh + (mid >> 32) + ((al * bh + (mid & 0xffffffff)) >> 32);
}

/** Lower half of what `scaledPowerOfFive` returns the upper half of. */
export let scaledLow: u64 = 0;

/**
 * 5^k as a 128-bit number P with its top bit set: 5^k / 2^(binaryExponent(k) - 127) lies in [P, P + 4).
 * @param k -343 to 308
 * @returns the upper half of P; the lower is in `scaledLow`
 */
export function scaledPowerOfFive(k: i32): u64 {
  const index = (k + 13 * 28) / 28;
  const entry = LARGE + ((<usize>index) << 4);
  let factor = powerOfFive(k + 13 * 28 - index * 28);
  factor <<= clz(factor);
  const upper = load<u64>(entry);
  const carry = multiplyHigh(load<u64>(entry, 8), factor);
  let low = upper * factor + carry;
  let high = multiplyHigh(upper, factor) + u64(low < carry);
  if (<i64>high >= 0) {
    high = (high << 1) | (low >> 63);
    low <<= 1;
  }
  scaledLow = low;
  return high;
}

/** The largest x with 2^x <= 5^k. @param k -343 to 308 */
export function binaryExponent(k: i32): i32 {
  return (152170 * k) >> 16;
}
