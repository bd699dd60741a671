import { recordOf } from "./parameter-records";

/**
 * Parameters of weight logic: named constants. `weightkit.json` declares their ranges, `weightkit build --param` gives them other values, and
 * `weightkit sweep` searches for better ones. `name` and `fallback` must be literals, since they are read when the logic is compiled.
 */
export abstract class Param {
  /** A number. @param name as in `weightkit.json` @param fallback its value unless the build sets another */
  // @ts-ignore: decorator
  @inline
  static f64(name: string, fallback: f64): f64 {
    const record = recordOf(name);
    return record ? load<f64>(record) : fallback;
  }

  /** A whole number. @param name as in `weightkit.json` @param fallback its value unless the build sets another */
  // @ts-ignore: decorator
  @inline
  static i32(name: string, fallback: i32): i32 {
    const record = recordOf(name);
    return record ? <i32>load<f64>(record) : fallback;
  }

  /** True or false. @param name as in `weightkit.json` @param fallback its value unless the build sets another */
  // @ts-ignore: decorator
  @inline
  static bool(name: string, fallback: bool): bool {
    const record = recordOf(name);
    return record ? load<f64>(record) != 0 : fallback;
  }
}
