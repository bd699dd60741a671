/** A place in the report, as its address names it: `#topic=101&worker=allo1…`, `#topic=101&section=weights`, or `#weights`. */
export interface Place {
  /** As the topic calls itself; null for the one that is shown. */
  readonly topic: string | null;
  /** A worker's address. */
  readonly worker?: string | null;
  /** Id of a section. */
  readonly section?: string | null;
}

export function placeIn(hash: string): Place {
  const text = hash.replace(/^#/, "");
  if (text !== "" && !text.includes("=")) return { topic: null, section: text };
  const fields = new URLSearchParams(text);
  return {
    topic: fields.get("topic"),
    worker: fields.get("worker"),
    section: fields.get("section"),
  };
}

/** The address of a place; with one topic its name is left out. */
export function linkTo({ topic, worker = null, section = null }: Place): string {
  if (topic === null && worker === null && section !== null) return `#${section}`;
  const fields = Object.entries({ topic, worker, section });
  const given = fields.flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return `#${given.join("&")}`;
}
