/** Which traces are kept: a part of all, told by the trace's id, so that whoever asks anywhere gets the same answer. */

/**
 * The last 56 bits of an id are random, and are compared with a threshold; 52 of them are enough, and a number holds them.
 * https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 *
 * @param ratio 0 keeps none, 1 keeps all
 */
export const isKept = (traceId: string, ratio: number): boolean =>
  Number.parseInt(traceId.slice(-13), 16) >= (1 - ratio) * 2 ** 52;
