/** A function manifest as bls writes and b7s reads it (protocol section 7). */
export interface Manifest {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly hooks: readonly unknown[];
  readonly description: string;
  readonly fs_root_path: string;
  readonly drivers_root_path: string;
  readonly runtime_logger: string;
  readonly entry: string;
  readonly contentType: string;
  readonly modules: readonly ManifestModule[];
  readonly permissions: readonly string[];
  readonly runtime: ManifestRuntime;
  readonly limited_fuel?: number;
  readonly limited_memory?: number;
  /** Seconds that both runtime versions would sleep instead of running the logic: never write it. */
  readonly run_time?: number;
  /** `"inherit"` gives the guest the payload on WASI's stdin too (bls-runtime v0.6). */
  readonly stdin?: string;
}

export interface ManifestModule {
  readonly file: string;
  readonly name: string;
  readonly type: string;
  /** Lower-case hex of the file's MD5. */
  readonly md5: string;
}

export interface ManifestRuntime {
  readonly url: string;
  /** Lower-case hex of the archive's SHA-256. */
  readonly checksum: string;
}
