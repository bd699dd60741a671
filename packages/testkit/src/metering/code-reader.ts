import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { WeightkitError } from "../errors/weightkit-error.js";
import { ByteReader } from "../wasm/byte-reader.js";

/** The error of a module that breaks the binary format at `offset`. */
export function malformed(what: string, offset: number): WeightkitError {
  return fault(meteringErrors.malformed, { what, offset }, { place: { byte: offset } });
}

/** The error of a module that uses a proposal that the runtime does not offer. */
export function unsupported(feature: string, offset: number): WeightkitError {
  return fault(meteringErrors.unsupportedFeature, { feature, offset }, { place: { byte: offset } });
}

/** A reader of code that is to be metered: its errors are WK450. */
export function codeReader(bytes: Uint8Array, position: number, end: number): ByteReader {
  return new ByteReader(bytes, position, end, malformed);
}
