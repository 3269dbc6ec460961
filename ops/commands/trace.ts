/** `npm run ops -- trace <id>`: what one request set in motion, by its messages or by its spans. */
import { type Command, UsageError } from '../command.ts';
import type { Connection } from '../connection.ts';
import { interruption } from '../interruption.ts';
import { momentIn } from '../moment.ts';
import { optionsIn } from '../options.ts';
import { traced } from '../trace/gather.ts';
import { rendered } from '../trace/rendered.ts';
import { foundTraces } from '../trace/spans/find.ts';
import { renderedWaterfall } from '../trace/spans/rendered.ts';
import { waterfallOf } from '../trace/spans/waterfall.ts';
import { treeOf } from '../trace/tree.ts';

const options = {
  since: { type: 'string', default: '1h' },
  json: { type: 'boolean', default: false },
  waterfall: { type: 'boolean', default: false },
} as const;

export const command: Command = {
  summary:
    'everything that one correlation id did, across contexts, in order; --waterfall: where its time went',
  usage: `usage: npm run ops -- trace <correlation id> [--since <when>] [--json] [--env <name>]
       npm run ops -- trace <correlation id, order id or trace id> --waterfall [--since <when>] [--json] [--env <name>]

Changes nothing. Reads every topic from <when> on (how long ago, such as 15m, 2h, 3d, or a time in ISO 8601; an hour when
it is not said), and the journals of all aggregates that show up. --json prints an array, the earliest first.
With --waterfall it reads the functions' logs instead, and prints every span of the traces that the id was part of: the
request, commits, the relay, consumers, deadlines and calls, each below what it came from, on one axis of time. Where an
environment keeps a part of the traces only, the others have none.
Ctrl-C stops reading and shows what was found until then. Exit code 1 when nothing was found.`,
  run: async (words, connection, say) => {
    const { values, positionals } = optionsIn(words, options);
    const [correlationId, ...others] = positionals;
    if (correlationId === undefined || others.length > 0) throw new UsageError('expected one correlation id');
    const since = momentIn('since', values.since, Date.now());
    using stop = interruption();
    if (values.waterfall) {
      const asked = { id: correlationId, since, signal: stop.signal };
      return showWaterfall(connection, asked, values.json, say);
    }
    const steps = await traced(connection, {
      correlationId,
      since,
      signal: stop.signal,
      progress: (read, total) => console.error(`${read} of ${total} records read`),
    });
    if (values.json) say(JSON.stringify(steps));
    else for (const line of rendered(treeOf(steps))) say(line);
    if (stop.signal.aborted) console.error('stopped before all topics were read: there may be more');
    if (steps.length > 0) return 0;
    console.error(
      `nothing with the correlation id ${correlationId} was found since ${new Date(since).toISOString()}; say --since for longer ago`,
    );
    return 1;
  },
};

const showWaterfall = async (
  connection: Connection,
  asked: Parameters<typeof foundTraces>[1],
  asJson: boolean,
  say: (line: string) => void,
): Promise<number> => {
  const { spans, batches } = await foundTraces(connection, asked);
  if (asJson) say(JSON.stringify({ spans, batches }));
  else for (const line of renderedWaterfall(waterfallOf(spans, batches))) say(line);
  if (asked.signal?.aborted) console.error('stopped before all logs were read: there may be more');
  if (spans.length > 0) return 0;
  console.error(
    `no span has to do with ${asked.id} since ${new Date(asked.since).toISOString()}; say --since for longer ago, and see that its trace was kept`,
  );
  return 1;
};
