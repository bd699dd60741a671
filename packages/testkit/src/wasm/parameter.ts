/** What a parameter is in weight logic; its value is stored as a double whatever it is. */
export const PARAMETER_TYPES = ["f64", "i32", "bool"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** A parameter that was compiled into weight logic. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Of a bool 1 or 0. */
  readonly value: number;
}

/** A value as people write it. */
export function parameterValueText(value: number, type: ParameterType): string {
  return type === "bool" ? String(value !== 0) : String(value);
}

/** 1 to 32 letters, digits, `_` and `-`, a letter first: safe to print anywhere. */
export const PARAMETER_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
