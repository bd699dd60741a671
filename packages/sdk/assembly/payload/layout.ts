// How sets of inferences lie in memory, one after the other: a header, then an entry for each usable inference. Offsets in bytes.
// Each takes less room than its shortest text, so they can be written over the payload while it is being read.

export const SET_TIMESTAMP: usize = 0; // u64, UNIX seconds
export const SET_COUNT: usize = 8; // u32, entries
export const SET_LEFT_OUT: usize = 12; // u32, where the set's workers begin in the list of those left out
export const SET_LEFT_OUT_COUNT: usize = 16; // u32
export const SET_HEADER: usize = 20;

export const ENTRY_WORKER: usize = 0; // u32, the worker's place
export const ENTRY_VALUE: usize = 4; // f64, finite
export const ENTRY: usize = 12;

/** The chain keeps weights as integers: this many stand for 1. */
export const UNITS: f64 = 100000;
