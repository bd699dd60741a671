/** Room for 5,120 bits: more than the conversion of any double needs. */
const LIMBS = 160;

/** An unsigned integer of many digits, for the few conversions that 128 bits cannot decide. */
export class Big {
  /** Base 2^32 digits, least significant first. */
  private readonly limbs: usize = heap.alloc(LIMBS << 2);
  private used: u32 = 0;

  set(value: u64): Big {
    store<u64>(this.limbs, value);
    this.used = value >> 32 ? 2 : value ? 1 : 0;
    return this;
  }

  /** this = this * factor + summand */
  multiplyAdd(factor: u32, summand: u32): Big {
    let carry: u64 = summand;
    const end = this.limbs + ((<usize>this.used) << 2);
    for (let at = this.limbs; at < end; at += 4) {
      carry += <u64>load<u32>(at) * factor;
      store<u32>(at, <u32>carry);
      carry >>= 32;
    }
    if (carry) {
      store<u32>(end, <u32>carry);
      this.used++;
    }
    return this;
  }

  /** this = this * 5^power */
  multiplyPowerOfFive(power: i32): Big {
    for (; power >= 13; power -= 13) this.multiplyAdd(1220703125, 0);
    for (; power > 0; power--) this.multiplyAdd(5, 0);
    return this;
  }

  /** this = this * 2^power */
  multiplyPowerOfTwo(power: i32): Big {
    for (; power >= 31; power -= 31) this.multiplyAdd(1 << 31, 0);
    return this.multiplyAdd(1 << power, 0);
  }

  /** this = other */
  copy(other: Big): Big {
    this.used = other.used;
    memory.copy(this.limbs, other.limbs, (<usize>other.used) << 2);
    return this;
  }

  /** this = this + other */
  add(other: Big): Big {
    // Room for the sum, and one more for its carry.
    const size = max(this.used, other.used) + 1;
    this.extend(size);
    let carry: u64 = 0;
    for (let i: u32 = 0; i < size; i++) {
      const at = (<usize>i) << 2;
      carry += <u64>load<u32>(this.limbs + at) + (i < other.used ? load<u32>(other.limbs + at) : 0);
      store<u32>(this.limbs + at, <u32>carry);
      carry >>= 32;
    }
    return this.trim();
  }

  /** this = this - other, which must not be more. */
  subtract(other: Big): Big {
    let borrow: i64 = 0;
    for (let i: u32 = 0; i < this.used; i++) {
      const at = (<usize>i) << 2;
      borrow +=
        <i64>load<u32>(this.limbs + at) - (i < other.used ? <i64>load<u32>(other.limbs + at) : 0);
      store<u32>(this.limbs + at, <u32>borrow);
      borrow >>= 32;
    }
    return this.trim();
  }

  /** Adds zeros in front. */
  private extend(size: u32): void {
    for (; this.used < size; this.used++) store<u32>(this.limbs + ((<usize>this.used) << 2), 0);
  }

  /** Drops zeros in front. */
  private trim(): Big {
    while (this.used && load<u32>(this.limbs + ((<usize>(this.used - 1)) << 2)) == 0) this.used--;
    return this;
  }

  /** Negative, 0 or positive: this is less than, equal to or more than the other; -1, 0 or 1. */
  compare(other: Big): i32 {
    if (this.used != other.used) return this.used < other.used ? -1 : 1;
    for (let i = (<usize>this.used) << 2; i;) {
      i -= 4;
      const a = load<u32>(this.limbs + i);
      const b = load<u32>(other.limbs + i);
      if (a != b) return a < b ? -1 : 1;
    }
    return 0;
  }
}
