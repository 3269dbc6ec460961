/** Dead letters: looked at, redriven and dropped by the functions of `npm run ops -- dlq`. */
import { userInfo } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { limited } from '../../functions/platform/limited.ts';
import { alarmsOf } from '../../ops/alarms/alarms.ts';
import type { Connection } from '../../ops/connection.ts';
import { drop } from '../../ops/dlq/drop.ts';
import { counted, type Listed, lineOf, list } from '../../ops/dlq/list.ts';
import { redrive } from '../../ops/dlq/redrive.ts';
import type { Selection } from '../../ops/dlq/selection.ts';
import { show, textOf } from '../../ops/dlq/show.ts';
import type { World } from '../../ops/dlq/world.ts';
import type { Done, DryRun, Letter } from '../answers/failures.ts';
import { asking, changing, Problem, type Route, reading } from '../server/route.ts';
import { shortened, visible } from '../topics/as-text.ts';
import { grouped } from './grouped.ts';
import { runbookSection } from './runbook.ts';

const selection = z
  .object({
    context: z.string(),
    consumer: z.string(),
    key: z.string(),
    error: z.string(),
    id: z.string(),
  })
  .partial()
  .strict();

const dropping = z.object({ selection, why: z.string().trim().min(1, 'say why: it is recorded') });

/** Lines of a dry run that a page shows. */
const mostLines = 100;

export const failureRoutes = (connection: Connection, world: World): readonly Route[] => [
  reading('/api/failures/keys', async () => grouped(await keysOf(world))),
  reading('/api/failures/messages', async () => grouped(await messagesOf(world))),
  asking('/api/failures/letter', async ({ body }): Promise<Letter> => letterOf(world, selection.parse(body))),
  reading('/api/alarms', async () => alarmsOf(connection)),
  reading('/api/runbooks/:page/:heading', async ({ part }) => runbookSection(part('page'), part('heading'))),
  asking('/api/failures/dry-run', async ({ body }): Promise<DryRun> => {
    const meant = await listed(world, selection.parse(body));
    const keys = meant.filter((each) => each.kind === 'key');
    return {
      keys: keys.length,
      records: keys.reduce((sum, { records }) => sum + records, 0),
      messages: meant.length - keys.length,
      lines: meant.slice(0, mostLines).map(lineOf).map(visible),
    };
  }),
  changing('/api/failures/redrive', async ({ body }): Promise<Done> => {
    const { say, lines } = saying();
    return { ...(await redrive({ world, selection: selection.parse(body), say })), lines };
  }),
  changing('/api/failures/drop', async ({ body }): Promise<Done> => {
    const { selection: which, why } = dropping.parse(body);
    const { say, lines } = saying();
    const before = await counted(world, which);
    await drop({ world, selection: which, why, by: userInfo().username, say });
    return { records: before.records, messages: before.messages, failed: 0, lines };
  }),
];

const letterOf = async (world: World, which: Selection): Promise<Letter> => {
  const texts: string[] = [];
  for await (const letter of show(world, which)) texts.push(textOf(letter));
  if (texts.length === 0) throw new Problem(404, 'there is no such dead letter; was it redriven just now?');
  const { text, cutFrom } = shortened(texts.join('\n'));
  return { text: cutFrom === undefined ? text : `${text}\n… of ${cutFrom} characters` };
};

const atOnce = 8;

/** Marks are read quickly; queues are not asked. */
const keysOf = async (world: World): Promise<readonly Listed[]> => {
  const consumers = world.places.flatMap((place) => place.consumers.map(({ name }) => ({ place, name })));
  const all = await limited(atOnce, consumers, ({ place, name }) =>
    listed(world, { context: place.context, consumer: name }),
  );
  return all.flat();
};

/** What no mark tells of. To look into a queue takes a second, and hides its letters as long. */
const messagesOf = async (world: World): Promise<readonly Listed[]> => {
  const all = await limited(atOnce, world.places, ({ context }) => listed(world, { context }));
  return all.flat().filter(({ kind }) => kind !== 'key');
};

const listed = async (world: World, which: Selection): Promise<readonly Listed[]> => {
  const all: Listed[] = [];
  for await (const each of list(world, which)) all.push(each);
  return all;
};

const saying = () => {
  const lines: string[] = [];
  return { lines, say: (line: string) => void lines.push(visible(stripVTControlCharacters(line))) };
};
