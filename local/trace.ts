/** The live trace: a line for each event that a function handled. */
import { stripVTControlCharacters, styleText } from 'node:util';
import * as z from 'zod';

/** What the poller writes on its standard output, a JSON document per line. */
const pollerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.enum(['trouble', 'news']),
    at: z.string(),
    mapping: z.string(),
    message: z.string(),
  }),
  z.object({
    kind: z.literal('handled'),
    at: z.string(),
    mapping: z.string(),
    topic: z.string(),
    key: z.string().nullable(),
    type: z.string().nullable(),
    ms: z.number(),
    outcome: z.enum(['handled', 'retried', 'destination', 'dropped']),
  }),
]);

export type PollerLine = z.infer<typeof pollerLine>;

/** @throws Error when the line is not the poller's */
export const parsePollerLine = (line: string): PollerLine => pollerLine.parse(JSON.parse(line));

/** The trace's line for people, or nothing for what does not concern them. */
export const traceLine = (line: PollerLine): string | undefined => {
  switch (line.kind) {
    case 'ready':
      return undefined;
    case 'news':
    case 'trouble':
      return styleText('yellow', `${clock(line.at)}  ${line.mapping}: ${line.message}`);
    case 'handled': {
      const functionName = line.mapping.split('/').slice(0, 2).join('/');
      const outcome = line.outcome === 'handled' ? '' : styleText('red', `  ${line.outcome}`);
      const type = styleText('bold', (line.type?.split('.').at(-1) ?? '-').padEnd(22));
      const columns = [
        clock(line.at),
        line.topic.padEnd(29),
        type,
        printable(line.key ?? '-').padEnd(36),
        functionName.padEnd(22),
        `${Math.round(line.ms)} ms`,
      ];
      return columns.join('  ') + outcome;
    }
  }
};

const clock = (at: string): string => at.slice(11, 23);

/** A key is whatever somebody sent; it must not steer the terminal. */
const printable = (text: string): string => stripVTControlCharacters(text).replace(/\p{Cc}/gu, '?');
