/** `npm run ops -- trace <correlation id>`: what one request set in motion. */
import { type Command, UsageError } from '../command.ts';
import { interruption } from '../interruption.ts';
import { momentIn } from '../moment.ts';
import { optionsIn } from '../options.ts';
import { traced } from '../trace/gather.ts';
import { rendered } from '../trace/rendered.ts';
import { treeOf } from '../trace/tree.ts';

const options = {
  since: { type: 'string', default: '1h' },
  json: { type: 'boolean', default: false },
} as const;

export const command: Command = {
  summary: 'everything that one correlation id did, across contexts, in order',
  usage: `usage: npm run ops -- trace <correlation id> [--since <when>] [--json] [--env <name>]

Changes nothing. Reads every topic from <when> on (how long ago, such as 15m, 2h, 3d, or a time in ISO 8601; an hour when
it is not said), and the journals of all aggregates that show up. --json prints an array, the earliest first.
Ctrl-C stops reading and shows what was found until then. Exit code 1 when nothing was found.`,
  run: async (words, connection, say) => {
    const { values, positionals } = optionsIn(words, options);
    const [correlationId, ...others] = positionals;
    if (correlationId === undefined || others.length > 0) throw new UsageError('expected one correlation id');
    const since = momentIn('since', values.since, Date.now());
    using stop = interruption();
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
