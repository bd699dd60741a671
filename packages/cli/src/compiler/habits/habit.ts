/** Something that TypeScript has and AssemblyScript lacks: how the compiler's message shows it, and what to write. */
export interface Habit {
  readonly when: Signs;
  /** What is not there, without a full stop. */
  readonly words: string;
  /** What to write instead, without a full stop; `$1` is the first group of `when.message`. */
  readonly fix: string;
}

/** What must be seen of a message; what is left out may be anything. */
interface Signs {
  /** The compiler's numbers, without AS or TS. */
  readonly codes?: readonly number[];
  readonly message?: RegExp;
  /** On the marked line, with the contents of texts and comments blanked. */
  readonly line?: RegExp;
  /** Up to the marked character, on its line. */
  readonly before?: RegExp;
  /** From the marked character to the end of its line. */
  readonly rest?: RegExp;
  /** Whether the mark is inside a function that orders two values for `sort`. */
  readonly comparator?: true;
}
