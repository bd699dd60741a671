import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { makeFolder } from "@weightkit/testkit/internal/history/make-folder";

const SECRET_BYTES = 32;

/**
 * What only this user's weightkit can add to a record in a project: whoever made the project may have planted the record.
 * @param purpose what the record means, so that no record passes for another
 * @returns lower-case hex, or null where no secret can be kept: such a record is never believed
 */
export function sealOf(purpose: string, text: string): string | null {
  const secret = ownSecret();
  if (secret === null) return null;
  return createHmac("sha256", secret).update(`${purpose}\0${text}`).digest("hex");
}

/** Whether a seal is that of a text. */
export function isSealed(purpose: string, text: string, seal: string | null): boolean {
  const wanted = sealOf(purpose, text);
  if (wanted === null || seal?.length !== wanted.length) return false;
  return timingSafeEqual(Buffer.from(wanted), Buffer.from(seal));
}

/** The secret of this user on this machine, made when it is first needed; null when it can be neither read nor made. */
function ownSecret(): Buffer | null {
  try {
    const path = join(stateFolder(), "seal-key");
    return read(path) ?? make(path) ?? read(path);
  } catch {
    // No home, or one that cannot be written.
    return null;
  }
}

function stateFolder(): string {
  const given = process.env["XDG_STATE_HOME"] ?? "";
  return join(isAbsolute(given) ? given : join(homedir(), ".local", "state"), "weightkit");
}

function read(path: string): Buffer | null {
  try {
    const secret = readFileSync(path);
    return secret.length === SECRET_BYTES ? secret : null;
  } catch {
    return null;
  }
}

/** Null when another process has made it meanwhile, or something else stands there. */
function make(path: string): Buffer | null {
  const secret = randomBytes(SECRET_BYTES);
  makeFolder(dirname(path), 0o700);
  try {
    writeFileSync(path, secret, { flag: "wx", mode: 0o600 });
    return secret;
  } catch {
    return null;
  }
}
