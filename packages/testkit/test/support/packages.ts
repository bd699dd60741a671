import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

export interface TarEntry {
  readonly name: string;
  readonly body?: Uint8Array | string;
  /** One character; `"0"` for a regular file when left out. */
  readonly type?: string;
  readonly prefix?: string;
  /** Bytes of the header as [offset, text], written last. */
  readonly fields?: readonly (readonly [offset: number, bytes: string])[];
}

/** A ustar archive of exactly these entries, whatever their names. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const body = Buffer.from(entry.body ?? "");
    const header = Buffer.alloc(512);
    header.write(entry.name, 0, 100, "utf8");
    header.write("0000644\0", 100);
    header.write("0000000\0", 108);
    header.write("0000000\0", 116);
    header.write(`${body.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        ", 148);
    header.write(entry.type ?? "0", 156);
    header.write("ustar\0" + "00", 257);
    header.write(entry.prefix ?? "", 345, 155, "utf8");
    for (const [offset, bytes] of entry.fields ?? []) header.write(bytes, offset, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
export const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("hex");

/** A manifest and its archive, as bls writes them, with what is to be different. */
export function packageOf(
  wasm: Uint8Array,
  change: { manifest?: Record<string, unknown>; entries?: readonly TarEntry[] } = {},
): { manifest: string; archive: Buffer } {
  const archive = gzipSync(tarOf(change.entries ?? [{ name: "logic.wasm", body: wasm }]));
  const manifest = {
    ...{ id: "", version: 1, name: "logic", hooks: [], description: "", fs_root_path: "./" },
    ...{ drivers_root_path: "./", runtime_logger: "runtime.log", entry: "_start" },
    contentType: "",
    modules: [{ file: "logic.wasm", name: "logic", type: "entry", md5: md5(wasm) }],
    permissions: ["https://data.example/"],
    runtime: { url: "logic.tar.gz", checksum: sha256(archive) },
    limited_fuel: 1000,
    ...change.manifest,
  };
  return { manifest: JSON.stringify(manifest), archive };
}
