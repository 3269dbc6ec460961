/** `journal republish`: one aggregate by versions, or a context by time. */
import { type Command, UsageError } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import type { Connection } from '../connection.ts';
import { interruption } from '../interruption.ts';
import { momentIn } from '../moment.ts';
import { numberOf, optionsIn } from '../options.ts';
import { type Extent, isWithin, republish } from './republish.ts';
import { sendingFrom } from './sending.ts';
import { type Target, targetOf } from './target.ts';
import { walk } from './walk.ts';

const options = {
  context: { type: 'string' },
  aggregate: { type: 'string' },
  id: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  resume: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

interface Run {
  readonly connection: Connection;
  readonly target: Target;
  readonly extent: Extent;
  readonly asking: { readonly yes: boolean; readonly say: (line: string) => void };
}

export const republishCommand: Command['run'] = async (words, connection, say) => {
  const { values } = optionsIn(words, options);
  const { from, to, since, until, yes } = values;
  const now = Date.now();
  const extent: Extent = {
    from: from === undefined ? undefined : numberOf('from', from, 1),
    to: to === undefined ? undefined : numberOf('to', to, 1),
    since: since === undefined ? undefined : momentIn('since', since, now),
    until: until === undefined ? undefined : momentIn('until', until, now),
  };
  const run: Run = { connection, target: targetOf(connection, values), extent, asking: { yes, say } };
  if (values.id !== undefined) return republishOne(run, values.id);
  if (since === undefined || from !== undefined || to !== undefined) {
    throw new UsageError('expected --id <id> with --from and --to as wanted, or --since <when> without them');
  }
  if (values.resume !== undefined && run.target.kinds.length !== 1) {
    throw new UsageError('--resume needs --aggregate <name>');
  }
  return republishMany(run, values.resume);
};

const republishOne = async ({ connection, target, extent, asking }: Run, id: string): Promise<number> => {
  const [kind, ...others] = target.kinds;
  if (kind === undefined || others.length > 0) throw new UsageError('--id needs --aggregate <name>');
  const history = await kind.historyOf(target.place, id);
  const entries = history.entries.filter((entry) => isWithin(extent, entry));
  if (entries.length === 0)
    throw new Error(`${kind.name} ${id} has no commit in that span; nothing was sent`);
  const lines = entries.flatMap(({ version, events, at }) =>
    events.map(
      ({ type }, index) => `  ${version - events.length + index + 1}  ${new Date(at).toISOString()}  ${type}`,
    ),
  );
  const what = `These are sent to ${kind.publishes.topic} again, with what they entail:\n${lines.join('\n')}`;
  if (!(await confirmed(what, asking))) return 1;
  await using sending = await sendingFrom(connection, target.context);
  const { messages, deadlines } = await republish(history, extent, sending);
  asking.say(`sent ${messages} messages and ${deadlines} deadlines again`);
  return 0;
};

const republishMany = async (run: Run, resume: string | undefined): Promise<number> => {
  const { connection, target, extent, asking } = run;
  const { since = 0, until } = extent;
  const span = `${new Date(since).toISOString()} to ${until === undefined ? 'now' : new Date(until).toISOString()}`;
  const names = target.kinds.map(({ name }) => name).join(', ');
  const what = `Scans ${target.place.table}, and sends again what ${names} said from ${span}, each aggregate in order.`;
  if (!(await confirmed(what, asking))) return 1;
  await using sending = await sendingFrom(connection, target.context);
  using stop = interruption();
  for (const { name, historyOf } of target.kinds) {
    const total = { messages: 0, deadlines: 0 };
    const { visited, next } = await walk({
      ...target.place,
      name,
      from: resume,
      signal: stop.signal,
      visit: async (id) => {
        const sent = await republish(await historyOf(target.place, id), extent, sending);
        total.messages += sent.messages;
        total.deadlines += sent.deadlines;
      },
      progress: (count, at) =>
        at !== undefined && asking.say(`${name}: ${count} read, ${total.messages} sent; --resume ${at}`),
    });
    const stopped = next === undefined ? '' : `; stopped, go on with --aggregate and --resume ${next}`;
    asking.say(
      `${name}: ${visited} read, ${total.messages} messages and ${total.deadlines} deadlines sent again${stopped}`,
    );
    if (stop.signal.aborted) return 130;
  }
  return 0;
};
