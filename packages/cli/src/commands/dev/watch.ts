import { basename, join } from "node:path";
import { watch, type FSWatcher } from "chokidar";
import { liesBelow } from "../../files/relative.js";

/** Milliseconds without another change after which a save counts as over: editors write in several steps. */
const SETTLED = 15;
/** Folders that nobody edits. */
const IGNORED = /(^|[/\\])(node_modules|build|\.[^/\\]+)([/\\]|$)/;

/** Watches folders and hands out the changed files, save by save. */
export class Watch {
  readonly #watcher: FSWatcher;
  readonly #root: string;
  readonly #changed = new Set<string>();
  #settling: NodeJS.Timeout | undefined;
  #wake: (() => void) | null = null;

  /** @param root Folder in which names that nobody edits are left out. */
  constructor(root: string) {
    this.#root = root;
    this.#watcher = watch(root, {
      ignoreInitial: true,
      // A link may lead to the whole disk, or in a circle.
      followSymlinks: false,
      ignored: (path) => this.#ignores(path),
    });
    this.#watcher.on("all", (_event, path) => {
      this.#saw(path);
    });
    // Chokidar drops a change within 50 ms of another of the same file, which may be the one that counts.
    this.#watcher.on("raw", (_event, name, details: unknown) => {
      const watched = watchedPath(details);
      if (watched === null) return;
      const path = basename(watched) === name ? watched : join(watched, name);
      if (!this.#ignores(path)) this.#saw(path);
    });
    // A folder that cannot be watched is one whose changes are not seen; the rest goes on.
    this.#watcher.on("error", () => undefined);
  }

  /** Watches more folders or files. */
  add(paths: readonly string[]): void {
    this.#watcher.add(paths.filter((path) => !liesBelow(this.#root, path)));
  }

  /** Resolves once all that is there has been seen, so that every later change is one. */
  async ready(): Promise<void> {
    await new Promise<void>((resolve) => this.#watcher.once("ready", resolve));
  }

  /** Whether something has changed since {@link next} resolved. */
  get pending(): boolean {
    return this.#changed.size > 0;
  }

  /** Absolute paths of the files of the next save. */
  async next(): Promise<string[]> {
    if (!this.pending) await new Promise<void>((resolve) => (this.#wake = resolve));
    else await new Promise((resolve) => setTimeout(resolve, SETTLED));
    this.#wake = null;
    const paths = [...this.#changed].sort();
    this.#changed.clear();
    return paths;
  }

  #ignores(path: string): boolean {
    return liesBelow(this.#root, path) && IGNORED.test(path.slice(this.#root.length));
  }

  #saw(path: string): void {
    this.#changed.add(path);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#wake?.(), SETTLED);
  }
}

/** What the system watches, of a raw event's details. */
function watchedPath(details: unknown): string | null {
  if (typeof details !== "object" || details === null) return null;
  const path: unknown = Reflect.get(details, "watchedPath");
  return typeof path === "string" ? path : null;
}
