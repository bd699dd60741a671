import { basename, dirname } from "node:path";
import ts from "typescript";

/** What an editor, or `tsc --noEmit`, reports of projects that have the same options; a file that several read is parsed once. */
export class Editor {
  readonly #files = new Map<string, ts.SourceFile | undefined>();

  /** Faults of a project as `file: message`. */
  faults(tsconfig: string): string[] {
    const read: { config?: unknown } = ts.readConfigFile(tsconfig, (path) => ts.sys.readFile(path));
    const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(tsconfig));
    const options = { ...parsed.options, noEmit: true };
    const host = ts.createCompilerHost(options);
    const parse = host.getSourceFile.bind(host);
    host.getSourceFile = (path, ...more) => {
      if (!this.#files.has(path)) this.#files.set(path, parse(path, ...more));
      return this.#files.get(path);
    };
    const program = ts.createProgram(parsed.fileNames, options, host);
    return [...parsed.errors, ...ts.getPreEmitDiagnostics(program)].map(
      ({ file, messageText }) =>
        `${basename(file?.fileName ?? tsconfig)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  }
}
