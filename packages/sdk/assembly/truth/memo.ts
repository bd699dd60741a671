import { Text } from "../text/text";

/** What was found for each timestamp. */
export class Memo {
  /** Timestamp (u64) and value (f64), one pair after the other. */
  private readonly pairs: Text = new Text();

  /** Address of the value, or 0. */
  find(timestamp: u64): usize {
    const end = this.pairs.start + this.pairs.length;
    for (let at = this.pairs.start; at < end; at += 16) {
      if (load<u64>(at) == timestamp) return at + 8;
    }
    return 0;
  }

  /** Address of the value whose timestamp is nearest, at most `tolerance` away, or 0. Of two that are as near, the earlier. */
  nearest(timestamp: u64, tolerance: u64): usize {
    const end = this.pairs.start + this.pairs.length;
    let found: usize = 0;
    let least = tolerance;
    for (let at = this.pairs.start; at < end; at += 16) {
      const other = load<u64>(at);
      const distance = other < timestamp ? timestamp - other : other - timestamp;
      if (distance > least || (found && distance == least && other > timestamp)) continue;
      found = at + 8;
      least = distance;
    }
    return found;
  }

  /** Keeps a value and returns its address, good until the next is added. */
  add(timestamp: u64, value: f64): usize {
    const at = this.pairs.room(16);
    store<u64>(at, timestamp);
    store<f64>(at, value, 8);
    return at + 8;
  }
}
