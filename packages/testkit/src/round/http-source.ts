import type { TruthColumns } from "../history/history.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import type { LiveHttp, LiveOptions } from "../runtime/http/live-http.js";
import type { Recording } from "../runtime/http/recording.js";
import { fixtureAnswerer } from "./fixture/fixture-answers.js";
import type { RoundAnswer } from "./fixture/round-fixture.js";
import { firstOf, truthAnswerer } from "./truth-answerer.js";
import type { TruthRoute } from "./truth-answerer.js";

/** Where answers to HTTP requests come from, as plain data that may pass between threads. */
export type HttpSource = TruthSource | AnswersSource | SharedSource;

/** The truth table of one topic. */
export interface TruthSource {
  readonly kind: "truth";
  readonly truth: TruthColumns;
  readonly route: TruthRoute;
}

/** The answers that one round got. */
export interface AnswersSource {
  readonly kind: "answers";
  readonly answers: readonly RoundAnswer[];
}

/** What answers for any topic: a recording, or the network. */
export type SharedSource =
  | { readonly kind: "recording"; readonly recording: Recording }
  | { readonly kind: "live"; readonly options: Omit<LiveOptions, "onFailure"> };

/** An answerer that asks the sources in turn; to be closed when no more is asked, as it may hold a thread. */
export interface ClosableAnswerer {
  readonly answer: HttpAnswerer;
  close(): Promise<void>;
}

/** @param onFailure Gets one sentence for each request that the network did not answer. */
export async function openSources(
  sources: readonly HttpSource[],
  onFailure: (sentence: string) => void,
): Promise<ClosableAnswerer> {
  const live: LiveHttp[] = [];
  const answerers: HttpAnswerer[] = [];
  for (const source of sources) {
    if (source.kind === "truth") answerers.push(truthAnswerer(source.truth, source.route));
    else if (source.kind === "answers") answerers.push(fixtureAnswerer(source.answers));
    else if (source.kind === "recording") {
      const { recordingAnswerer } = await import("../runtime/http/recording.js");
      answerers.push(recordingAnswerer(source.recording));
    } else {
      const { LiveHttp } = await import("../runtime/http/live-http.js");
      const http = new LiveHttp({ ...source.options, onFailure });
      live.push(http);
      answerers.push(http.answer);
    }
  }
  return {
    answer: firstOf(...answerers),
    close: async () => {
      await Promise.all(live.map((http) => http.close()));
    },
  };
}
