/** `journal republish`: one aggregate by versions, or a context by time. */
import { type Command, UsageError } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import type { Connection } from '../connection.ts';
import { interruption } from '../interruption.ts';
import { momentIn } from '../moment.ts';
import { numberOf, optionsIn } from '../options.ts';
import type { Journaled } from './journaled.ts';
import { type Extent, isWithin, republish } from './republish.ts';
import { type Sending, sendingFrom } from './sending.ts';
import { type Target, targetOf } from './target.ts';
import { type WalkProps, walk } from './walk.ts';

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
    events.map(({ type }, index) => `  ${version - events.length + index + 1}  ${iso(at)}  ${type}`),
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
  const span = `${iso(since)} to ${until === undefined ? 'now' : iso(until)}`;
  const names = target.kinds.map(({ name }) => name).join(', ');
  const what = `Scans ${target.place.table}, and sends again what ${names} said from ${span}, each aggregate in order.`;
  if (!(await confirmed(what, asking))) return 1;
  await using sending = await sendingFrom(connection, target.context);
  using stop = interruption();
  for (const kind of target.kinds) {
    asking.say(await republishKind(run, kind, { sending, from: resume, signal: stop.signal }));
    if (stop.signal.aborted) return 130;
  }
  return 0;
};

/** @returns what was done, and the words to go on with when it was stopped */
const republishKind = async (
  { target: { place }, extent, asking }: Run,
  { name, historyOf }: Journaled,
  { sending, ...walking }: Pick<WalkProps, 'from' | 'signal'> & { readonly sending: Sending },
): Promise<string> => {
  const total = { messages: 0, deadlines: 0 };
  const visit = async (id: string) => {
    const sent = await republish(await historyOf(place, id), extent, sending);
    total.messages += sent.messages;
    total.deadlines += sent.deadlines;
  };
  const progress: WalkProps['progress'] = (count, at) =>
    at !== undefined && asking.say(`${name}: ${count} read, ${total.messages} sent; --resume ${at}`);
  const { visited, next } = await walk({ ...place, ...walking, name, visit, progress });
  const done = `${name}: ${visited} read, ${total.messages} messages and ${total.deadlines} deadlines sent again`;
  if (next === undefined) return done;
  // What was said as `2h` ago would be another span by then.
  const { since = 0, until } = extent;
  const same = [`--aggregate ${name.split('/')[1]} --since ${iso(since)}`];
  if (until !== undefined) same.push(`--until ${iso(until)}`);
  return `${done}; stopped, go on with ${same.join(' ')} --resume ${next}`;
};

const iso = (at: number): string => new Date(at).toISOString();
