import { parameterValueText, type Parameter } from "../wasm/parameter.js";

/** `alpha = 0.1`. Names hold letters, digits, `_` and `-` only, so they are safe to print. */
export function parameterText({ name, type, value }: Parameter): string {
  return `${name} = ${parameterValueText(value, type)}`;
}
