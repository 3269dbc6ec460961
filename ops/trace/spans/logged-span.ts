/** A span as a function's log has it, in the JSON of the OpenTelemetry protocol. */
import * as z from 'zod';

type Value = string | number | boolean | readonly string[];

export interface LoggedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** None for the first of a trace. */
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** The function, such as `ordering/saga`. */
  readonly service: string;
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: { readonly [name: string]: Value };
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** Why it failed, where it did. */
  readonly error: string | undefined;
}

const value = z
  .object({
    stringValue: z.string(),
    boolValue: z.boolean(),
    intValue: z.coerce.number(),
    doubleValue: z.number(),
    arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })) }),
  })
  .partial();

const attributes = z.array(z.object({ key: z.string(), value })).default([]);

const link = z.object({ traceId: z.string(), spanId: z.string() });

const span = z.object({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  name: z.string(),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: z.string().regex(/^\d+$/),
  endTimeUnixNano: z.string().regex(/^\d+$/),
  attributes,
  links: z.array(link).default([]),
  status: z.object({ code: z.int(), message: z.string().default('') }).optional(),
});

const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

/** @returns none for a line of another kind */
export const spansIn = (line: string): readonly LoggedSpan[] => {
  const { data } = traces.safeParse(parsed(line));
  return (data?.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const said = plain(resource.attributes);
    return scopeSpans.flatMap(({ spans }) => spans.map((each) => loggedSpan(each, said)));
  });
};

const parsed = (line: string): unknown => {
  if (!line.includes('resourceSpans')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'] as const;

const loggedSpan = (
  { traceId, spanId, parentSpanId, name, kind, links, status, ...rest }: z.infer<typeof span>,
  resource: LoggedSpan['attributes'],
): LoggedSpan => ({
  traceId,
  spanId,
  parentId: parentSpanId,
  name,
  kind: kinds[kind - 1] ?? 'internal',
  service: String(resource['service.name'] ?? '?'),
  startedAt: milliseconds(rest.startTimeUnixNano),
  endedAt: milliseconds(rest.endTimeUnixNano),
  attributes: {
    ...plain(rest.attributes),
    ...(resource['tributary.replay'] === true && { 'tributary.replay': true }),
  },
  links,
  error: status?.code === 2 ? status.message : undefined,
});

/** To the microsecond, which a double can hold. */
const milliseconds = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1_000n) / 1_000;

const plain = (given: z.infer<typeof attributes>): LoggedSpan['attributes'] =>
  Object.fromEntries(
    given.flatMap(({ key, value: { arrayValue, ...one } }) => {
      const [single] = Object.values(one).filter((each) => each !== undefined);
      const found: Value | undefined = arrayValue?.values.map((each) => each.stringValue) ?? single;
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
