/** What a profile recorder needs to know about a module that was instrumented with `profile`. */
export interface ProfilePlan {
  /** Name of the exported funcref table through which the module reports calls and counts. */
  readonly tableExport: string;
  /** Name of the exported function that reports all counts, to be called once the run is over. */
  readonly collectExport: string;
  /** Functions of the original module, by function index; null without a name section. */
  readonly functionNames: readonly (string | null)[];
  /** Number of imported functions: their indices come first. */
  readonly importedFunctions: number;
}
