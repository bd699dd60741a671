import type { Place } from "@weightkit/testkit/internal/errors/weightkit-error";
import { position, type JsonNode } from "./json-document.js";

export interface Located {
  /** The value at the path, or null when there is none. */
  readonly node: JsonNode | null;
  /** The nearest value above it that exists. */
  readonly parent: JsonNode;
  /** Where the value is, and where its key. */
  readonly offset: number;
  readonly keyOffset: number;
}

/** The value at a path of keys (a list's are its indices), and its place. */
export function locate(root: JsonNode, path: readonly string[]): Located {
  let located: Located = { node: root, parent: root, offset: root.offset, keyOffset: root.offset };
  for (const key of path) {
    const parent = located.node ?? located.parent;
    const member =
      parent.kind === "object" ? parent.members.find((one) => one.key === key) : undefined;
    const node = parent.kind === "array" ? parent.items[Number(key)] : member?.value;
    if (node === undefined) return { ...located, node: null, parent };
    located = { node, parent, offset: node.offset, keyOffset: member?.offset ?? node.offset };
  }
  return located;
}

/** `permissions[0]`, `topic.weightCadence`. */
export function dotted(path: readonly string[]): string {
  return path.reduce(
    (text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}

/** Finds places in the text of a project file. */
export class Places {
  constructor(
    readonly root: JsonNode,
    readonly text: string,
    /** What errors call the file. */
    readonly file: string,
  ) {}

  /** Of an offset into the text. */
  at(offset: number, path: readonly string[] = []): Place {
    const field = dotted(path);
    const named = field === "" ? {} : { field };
    return { file: this.file, ...position(this.text, offset), ...named };
  }

  /** Of the value at a path of keys, or of the nearest above it that is there. */
  of(path: readonly string[]): Place {
    return this.at(locate(this.root, path).offset, path);
  }
}
