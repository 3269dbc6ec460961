/** `dlq list | show | redrive | drop`: dead letters of every context. */
import { userInfo } from 'node:os';
import { parseArgs, styleText } from 'node:util';
import { type Command, UsageError } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import { drop } from '../dlq/drop.ts';
import { counted, lineOf, list } from '../dlq/list.ts';
import { redrive, sweep } from '../dlq/redrive.ts';
import type { Selection } from '../dlq/selection.ts';
import { show, textOf } from '../dlq/show.ts';
import { stopping } from '../dlq/stopping.ts';
import { type World, worldOf } from '../dlq/world.ts';

const usage = `usage: dlq list    [which] [--json]
       dlq show    [which]
       dlq redrive [which] [--dry-run] [--yes]
       dlq drop    [which] --why <text> [--by <name>] [--yes]
which: --context <name>  --consumer <context>.<function>  --key <key>  --error <part of it>  --id <id>
An id is <topic>-<partition>@<offset> of a parked record, or that of a queued message, as \`dlq list\` prints it.
redrive hands records to their own function again, those of a key in order from its first on; it asks before.
drop forgets them for good; it asks before, and records who and why. Ctrl-C stops either after the step it is at.`;

const options = {
  context: { type: 'string' },
  consumer: { type: 'string' },
  key: { type: 'string' },
  error: { type: 'string' },
  id: { type: 'string' },
  why: { type: 'string' },
  by: { type: 'string' },
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const;

const parsed = (words: readonly string[]) => {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    return { values, action: positionals.join(' ') };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

type Values = ReturnType<typeof parsed>['values'];
type Say = (line: string) => void;
type Action = (world: World, values: Values, say: Say) => Promise<number>;

const listed: Action = async (world, values, say) => {
  let records = 0;
  let messages = 0;
  for await (const entry of list(world, selectionOf(values))) {
    if (entry.kind === 'key') records += entry.records;
    else messages += 1;
    say(values.json ? JSON.stringify(entry) : lineOf(entry));
  }
  if (!values.json) say(styleText('bold', `${records} parked records, ${messages} messages`));
  return 0;
};

const shown: Action = async (world, values, say) => {
  let found = 0;
  for await (const letter of show(world, selectionOf(values))) {
    say(textOf(letter));
    found += 1;
  }
  if (found === 0) throw new Error('no such dead letter; `dlq list` tells those that there are');
  return 0;
};

const redriven: Action = async (world, values, say) => {
  const selection = selectionOf(values);
  const { keys, records, messages } = await counted(world, selection);
  const what = `${records} parked records of ${keys} keys and ${messages} messages`;
  if (keys + messages === 0) {
    // Somebody may have been interrupted just before.
    if (!values['dry-run']) await sweep({ world, selection });
    say('there is nothing to redrive');
    return 0;
  }
  if (values['dry-run']) {
    for await (const entry of list(world, selection)) say(lineOf(entry));
    say(`would redrive ${what}`);
    return 0;
  }
  const { yes } = values;
  if (!(await confirmed(`${what} will be handled again.`, { yes, say }))) return 1;
  const stop = stopping(say);
  const outcome = await redrive({ world, selection, say, isStopped: stop.isStopped });
  stop.forget();
  const colour = outcome.failed === 0 ? 'green' : 'yellow';
  say(
    styleText(
      colour,
      `${outcome.records} records and ${outcome.messages} messages redriven, ${outcome.failed} failed`,
    ),
  );
  if (stop.isStopped()) return 130;
  return outcome.failed === 0 ? 0 : 1;
};

const dropped: Action = async (world, values, say) => {
  const selection = selectionOf(values);
  if (values.why === undefined) throw new UsageError('drop needs --why <text>, which is recorded');
  const { records, messages } = await counted(world, selection);
  if (records + messages === 0) {
    say('there is nothing to drop');
    return 0;
  }
  const { yes } = values;
  const what = `${records} parked records and ${messages} messages will be gone for good.`;
  if (!(await confirmed(what, { yes, say }))) return 1;
  const stop = stopping(say);
  const by = values.by ?? userInfo().username;
  const count = await drop({ world, selection, by, why: values.why, say, isStopped: stop.isStopped });
  stop.forget();
  say(`${count} dropped by ${by}: ${values.why}`);
  return stop.isStopped() ? 130 : 0;
};

const selectionOf = ({ context, consumer, key, error, id }: Values): Selection => ({
  ...{ context, consumer, key },
  ...{ error, id },
});

const actions: { readonly [name: string]: Action } = {
  list: listed,
  show: shown,
  redrive: redriven,
  drop: dropped,
};

export const command: Command = {
  summary: 'dead letters: list, show, redrive, drop',
  usage,
  run: async (words, connection, say) => {
    const { values, action } = parsed(words);
    const run = actions[action];
    if (run === undefined)
      throw new UsageError(`expected list, show, redrive or drop, got ${action || 'nothing'}`);
    const known = connection.contexts.map(({ name }) => name);
    if (values.context !== undefined && !known.includes(values.context)) {
      throw new UsageError(`there is no context ${values.context}; expected one of ${known.join(', ')}`);
    }
    return run(await worldOf(connection), values, say);
  },
};
