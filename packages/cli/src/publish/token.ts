import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";

/** Shortest secret that is looked for in answers: a shorter one would be found everywhere. */
const SHORTEST = 4;

/** A bearer token that never shows itself. */
export class Token {
  readonly #secret: string;

  /**
   * From WEIGHTKIT_TOKEN, without the blanks and line breaks around it; null when it is empty.
   * @throws WeightkitError WK715, which does not name it
   */
  static from(text: string | undefined): Token | null {
    const secret = (text ?? "").trim();
    if (secret === "") return null;
    if (!/^[\x21-\x7e]+$/.test(secret)) {
      const why = "holds a line break, a blank or a letter that is not ASCII";
      throw fault(packageErrors.badToken, { why });
    }
    return new Token(secret);
  }

  private constructor(secret: string) {
    this.#secret = secret;
  }

  /** The header that carries it. */
  get authorization(): string {
    return `Bearer ${this.#secret}`;
  }

  /** A text from the other side without the token, as it is or as a URL or JSON would spell it. */
  redacted(text: string): string {
    if (this.#secret.length < SHORTEST) return text.includes(this.#secret) ? "[redacted]" : text;
    const spellings = [
      this.#secret,
      encodeURIComponent(this.#secret),
      JSON.stringify(this.#secret).slice(1, -1),
      Buffer.from(this.#secret).toString("base64"),
    ];
    return spellings.reduce((shown, spelling) => shown.replaceAll(spelling, "[redacted]"), text);
  }
}
