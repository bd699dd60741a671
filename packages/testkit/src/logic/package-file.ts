/** A package's file as bytes, under its name in the package's directory. */
export interface PackageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
