/** A file as bytes, under the name that it has inside its folder, with slashes. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
