import type { AdversaryFile } from "../adversary.js";

/** The name by which an adversary's file imports {@link ADVERSARY_TOOLS}. */
export const TOOLS = "@weightkit/testkit/lab";

/** An adversary of an author, as JavaScript: plain data that travels to a thread. */
export interface AuthoredSource {
  /** The file's name without its ending, which is the adversary's name too. */
  readonly name: string;
  /** The adversary's own file first, then those that it imports. */
  readonly modules: readonly AuthoredModule[];
}

/** A file of an adversary. */
export interface AuthoredModule {
  /** Where the author's source is. */
  readonly place: string;
  /** The same for reports, the same wherever the project lies. */
  readonly file: AdversaryFile;
  /** A CommonJS module with the lines of the author's source. */
  readonly code: string;
  /** Places of the modules that it imports, by the words of the import. */
  readonly imports: Readonly<Record<string, string>>;
}
