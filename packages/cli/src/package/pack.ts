import { createHash } from "node:crypto";
import { gzipSync } from "fflate";
import { writeCar } from "@weightkit/testkit/internal/logic/car";
import type { Manifest } from "@weightkit/testkit/internal/logic/manifest";
import { directoryGraph, type CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import { writeTar } from "./tar.js";
import type { NamedFile } from "../files/named-file.js";

export interface PackRequest {
  readonly name: string;
  readonly description: string;
  readonly wasm: Uint8Array;
  readonly permissions: readonly string[];
  readonly fuel: number;
  readonly memoryPages: number;
  /** `"inherit"` for logic that reads WASI stdin. */
  readonly stdin: "inherit" | null;
  /** How the archive is cut into blocks, which decides the function id; `ipfs add`'s way when left out. */
  readonly cidProfile?: CidProfile;
}

export interface Package {
  readonly manifest: Manifest;
  /** `manifest.json` and `NAME.tar.gz`: what is published. */
  readonly files: readonly NamedFile[];
  /** `NAME.car`: the same directory as blocks. */
  readonly car: NamedFile;
  /** CIDv1 of the directory with those files. */
  readonly functionId: string;
}

/** Makes the function package that a node installs (protocol section 7): same input, same bytes. */
export function pack(request: PackRequest): Package {
  const { name, wasm } = request;
  const file = `${name}.wasm`;
  const archive = gzipSync(writeTar([{ name: file, bytes: wasm }]), { level: 9, mtime: 0 });
  const manifest: Manifest = {
    id: "",
    version: 1,
    name,
    hooks: [],
    description: request.description,
    fs_root_path: "./",
    drivers_root_path: "./",
    runtime_logger: "runtime.log",
    limited_fuel: request.fuel,
    limited_memory: request.memoryPages,
    entry: "_start",
    contentType: "",
    modules: [{ file, name, type: "entry", md5: hash("md5", wasm) }],
    permissions: request.permissions,
    runtime: { url: `${name}.tar.gz`, checksum: hash("sha256", archive) },
    ...(request.stdin === null ? {} : { stdin: request.stdin }),
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const files = [
    { name: "manifest.json", bytes: Buffer.from(text) },
    { name: `${name}.tar.gz`, bytes: archive },
  ];
  const graph = directoryGraph(files, request.cidProfile);
  const car = { name: `${name}.car`, bytes: writeCar(graph) };
  return { manifest, files, car, functionId: graph.cid };
}

function hash(algorithm: "md5" | "sha256", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
