/**
 * Spans as the OpenTelemetry protocol writes them in JSON: ids in hexadecimal, 64-bit numbers as text, kinds as numbers.
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import type { Attributes, Span, SpanKind } from './span.ts';

/** https://github.com/open-telemetry/opentelemetry-proto/blob/v1.7.0/opentelemetry/proto/trace/v1/trace.proto */
const kinds: { readonly [kind in SpanKind]: number } = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};

const failed = 2;

/** https://opentelemetry.io/docs/specs/otel/trace/sdk/#span-limits */
const linkLimit = 128;

export const otlpOf = (spans: readonly Span[], resource: Attributes) => ({
  resourceSpans: [
    {
      resource: { attributes: attributesOf(resource) },
      scopeSpans: [{ scope: { name: 'tributary' }, spans: spans.map(spanOf) }],
    },
  ],
});

export type OtlpTraces = ReturnType<typeof otlpOf>;

const spanOf = ({ context, parentId, name, kind, startedAt, endedAt, attributes, links, error }: Span) => {
  const known = links.filter((link) => link !== undefined);
  const dropped = known.length - linkLimit;
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(parentId !== undefined && { parentSpanId: parentId }),
    name,
    kind: kinds[kind],
    startTimeUnixNano: nanoseconds(startedAt),
    endTimeUnixNano: nanoseconds(endedAt),
    attributes: attributesOf(attributes),
    ...(known.length > 0 && {
      links: known.slice(0, linkLimit).map(({ traceId, spanId }) => ({ traceId, spanId })),
    }),
    ...(dropped > 0 && { droppedLinksCount: dropped }),
    ...(error !== undefined && { status: { code: failed, message: error } }),
  };
};

const nanoseconds = (milliseconds: number): string => `${Math.round(milliseconds * 1_000)}000`;

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: anyValueOf(value) }],
  );

const anyValueOf = (value: NonNullable<Attributes[string]>) => {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    case 'object':
      return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } };
  }
};
