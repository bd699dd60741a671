import type { PageSeries, SeriesShape } from "./page-data.js";

export function shapeOf(series: PageSeries): SeriesShape {
  const { setStride, roundStride, workers, confusion, sets, rounds, rewards, inferences } = series;
  return {
    ...{ setStride, roundStride, workers, confusion },
    sets: sets.times.length,
    rounds: rounds.times.length,
    epochs: rewards?.times.length ?? 0,
    hasInferences: inferences !== null,
  };
}

/** What stands in one column: so many numbers, and where the series has them. */
interface Columns {
  readonly doubles: (
    count: number,
    of: (series: PageSeries) => Float64Array | undefined,
  ) => Float64Array;
  readonly singles: (
    count: number,
    of: (series: PageSeries) => Float32Array | undefined,
  ) => Float32Array;
}

/** The one list of all columns, in the order of the bytes, for writing and for reading. */
function visit(shape: SeriesShape, { doubles, singles }: Columns): PageSeries {
  const { setStride, roundStride, workers, confusion, sets, rounds, epochs } = shape;
  const matrix = shape.hasInferences ? sets * workers : 0;
  const inferences = singles(matrix, (series) => series.inferences ?? undefined);
  const rewards = {
    times: doubles(epochs, (series) => series.rewards?.times),
    emission: doubles(epochs, (series) => series.rewards?.emission),
    stake: doubles(epochs, (series) => series.rewards?.stake),
    paid: doubles(epochs, (series) => series.rewards?.paid),
    rolledOver: doubles(epochs, (series) => series.rewards?.rolledOver),
    shares: singles(epochs * workers, (series) => series.rewards?.shares),
  };
  return {
    ...{ setStride, roundStride, workers, confusion },
    sets: {
      times: doubles(sets, (series) => series.sets.times),
      truth: singles(sets, (series) => series.sets.truth),
      weighted: singles(sets, (series) => series.sets.weighted),
      equal: singles(sets, (series) => series.sets.equal),
      median: singles(sets, (series) => series.sets.median),
      weightedHit: singles(sets, (series) => series.sets.weightedHit),
      equalHit: singles(sets, (series) => series.sets.equalHit),
      gain: singles(sets, (series) => series.sets.gain),
    },
    rounds: {
      times: doubles(rounds, (series) => series.rounds.times),
      status: singles(rounds, (series) => series.rounds.status),
      fuel: singles(rounds, (series) => series.rounds.fuel),
      inferences: singles(rounds, (series) => series.rounds.inferences),
      scorable: singles(rounds, (series) => series.rounds.scorable),
      second: singles(rounds, (series) => series.rounds.second),
      moved: singles(rounds, (series) => series.rounds.moved),
      shares: singles(rounds * workers, (series) => series.rounds.shares),
    },
    inferences: shape.hasInferences ? inferences : null,
    rewards: epochs === 0 ? null : rewards,
  };
}

/** Columns one after another, each as planes: the first bytes of all its numbers, then the second ones, since like bytes compress well. */
export function seriesBytes(series: PageSeries): Uint8Array {
  const parts: Uint8Array[] = [];
  const add = <Column extends Float32Array | Float64Array>(column: Column): Column => {
    parts.push(planes(column));
    return column;
  };
  visit(shapeOf(series), {
    doubles: (_count, of) => add(of(series) ?? new Float64Array()),
    singles: (_count, of) => add(of(series) ?? new Float32Array()),
  });
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** The inverse of {@link seriesBytes}. */
export function readSeries(bytes: Uint8Array, shape: SeriesShape): PageSeries {
  let offset = 0;
  const next = <Column extends Float32Array | Float64Array>(column: Column): Column => {
    const end = offset + column.byteLength;
    fill(column, bytes.subarray(offset, end));
    offset = end;
    return column;
  };
  return visit(shape, {
    doubles: (count) => next(new Float64Array(count)),
    singles: (count) => next(new Float32Array(count)),
  });
}

/** Every machine that browsers and Node run on is little-endian, so that typed arrays serve on both sides. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function planes(column: Float32Array | Float64Array): Uint8Array {
  const [bytes, size, count] = [bytesOf(column), column.BYTES_PER_ELEMENT, column.length];
  const planar = new Uint8Array(bytes.length);
  for (let plane = 0; plane < size; plane += 1) {
    for (let i = 0; i < count; i += 1) planar[plane * count + i] = bytes[i * size + plane] ?? 0;
  }
  return planar;
}

function fill(column: Float32Array | Float64Array, planar: Uint8Array): void {
  const [bytes, size, count] = [bytesOf(column), column.BYTES_PER_ELEMENT, column.length];
  for (let plane = 0; plane < size; plane += 1) {
    for (let i = 0; i < count; i += 1) bytes[i * size + plane] = planar[plane * count + i] ?? 0;
  }
}
