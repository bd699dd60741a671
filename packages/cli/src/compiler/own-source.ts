/** A file of the project, by the path that errors show. */
export interface OwnSource {
  readonly file: string;
  readonly text: string;
}
