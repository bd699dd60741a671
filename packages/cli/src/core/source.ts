/** Where the value of an option comes from. */
export type Source =
  | { readonly kind: "command line" | "default" }
  | { readonly kind: "environment"; readonly variable: string }
  /** `setting` is dotted, e.g. `topic.weightCadence`. */
  | { readonly kind: "project file"; readonly setting: string };

/** By the option's name. An option without an entry has no value. */
export type Sources = ReadonlyMap<string, Source>;

/** What an option is known by. */
interface NamedOption {
  /** Long name without dashes. */
  readonly name: string;
  readonly env?: string;
}

/** `WEIGHTKIT_WEIGHT_CADENCE` for `--weight-cadence`. */
export function variableOf({ name, env }: NamedOption): string {
  return env ?? `WEIGHTKIT_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** Whether the user gave the option, on the command line or in the environment. */
export function isGiven(sources: Sources, name: string): boolean {
  const kind = sources.get(name)?.kind;
  return kind === "command line" || kind === "environment";
}

/** What errors call an option: by the name that the user gave it under. */
export function calledBy(name: string, sources: Sources): string {
  const source = sources.get(name);
  if (source?.kind === "environment") return source.variable;
  return source?.kind === "project file" ? source.setting : `--${name}`;
}
