import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach } from "vitest";
import { FakeNetwork, type Received } from "../../support/fake-network.js";
import { miniProject, PRINTS } from "../../support/mini-project.js";
import { weightkit } from "../../support/run-cli.js";

const built = v.object({ functionId: v.string() });

/** A network that each test of a file has anew, and what is published on it. */
export class PublishScene {
  #network: FakeNetwork | null = null;

  constructor() {
    beforeEach(async () => {
      this.#network = await FakeNetwork.start();
    });
    afterEach(() => this.network.close());
  }

  get network(): FakeNetwork {
    if (this.#network === null) throw new Error("only tests have a network");
    return this.#network;
  }

  get base(): string {
    return this.network.url;
  }

  get received(): Received[] {
    return this.network.received;
  }

  /** Has the network answer everything alike. */
  answers(status: number, body: string, location?: string): void {
    const headers = location === undefined ? {} : { location };
    this.network.disturb = () => ({ status, body, headers });
  }

  /** A project that is built, and that the network has. */
  async project(): Promise<{ cwd: string; functionId: string }> {
    const cwd = miniProject(PRINTS, { topic: { metadata: "it's a topic", weightCadence: 7200 } });
    const { stdout } = await weightkit(["build", "--json"], { cwd });
    const { functionId } = v.parse(built, JSON.parse(stdout));
    this.network.cid = functionId;
    this.network.ipfs = join(cwd, "build");
    return { cwd, functionId };
  }
}
