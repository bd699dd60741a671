import { recordOf } from "./parameter-records";

/**
 * Parameters of weight logic: constants with a name that `weightkit.json` gives a range, `weightkit build --param` another value, and
 * `weightkit sweep` a search. `name` and `fallback` must be written out, since they are read when the logic is compiled.
 */
export abstract class Param {
  /** A number. `fallback` is its value unless the build sets another. */
  // @ts-ignore: decorator
  @inline
  static f64(name: string, fallback: f64): f64 {
    const record = recordOf(name);
    return record ? load<f64>(record) : fallback;
  }

  /** A whole number. */
  // @ts-ignore: decorator
  @inline
  static i32(name: string, fallback: i32): i32 {
    const record = recordOf(name);
    return record ? <i32>load<f64>(record) : fallback;
  }

  /** A choice. */
  // @ts-ignore: decorator
  @inline
  static bool(name: string, fallback: bool): bool {
    const record = recordOf(name);
    return record ? load<f64>(record) != 0 : fallback;
  }
}
