/** Projections and windows: what a stream does to rows, and adds up to. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bare } from '../dynamodb/bare.ts';
import { recorded } from '../dynamodb/recorded.ts';
import { contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { projected, windowed } from '../window/counting.ts';

/** Keys that a projection's consumer handles side by side. */
const atOnce = 16;
const perBatch = 100;

const sentBy = async (work: () => Promise<unknown>, name: string) =>
  (await recorded(work)).filter((sent) => sent.name === name);

/** How many events a second the transactions of a window alone would take: one handles many. */
const windowAlone = async (client: DynamoDBClient, events: number) => {
  const transactions = await sentBy(() => windowed(client, events, perBatch), 'TransactWriteItemsCommand');
  const each = events / transactions.length;
  return async (share: number): Promise<number> => {
    const some = transactions.slice(0, Math.ceil(transactions.length * share));
    return each * (await bare(client, some, { atOnce: 1 }));
  };
};

export const windows: Path = {
  name: 'windows',
  title: 'Projections and windows',
  packages: ['@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount, dynamodb, recorder }) => {
    const client = await dynamodb();
    const [events, updates] = [amount(3_000), amount(2_000)];
    const written = await sentBy(() => projected(client, updates), 'UpdateItemCommand');
    const perWrite = (share: number): Promise<number> =>
      bare(client, written.slice(0, Math.ceil(updates * share)), { atOnce, perBatch });
    const projection = await contested(
      {
        what: 'projection, a conditional update for each event',
        unit: '/s',
        ours: async (share) => (await projected(client, Math.ceil(updates * share))).perSecond,
        peers: [{ name: 'the bare update, 16 at once', goal: { atLeast: 0.9 }, run: perWrite }],
      },
      rounds,
      recorder?.during,
    );
    let hottest = 0;
    const window = await contested(
      {
        what: `window, batches of ${perBatch}`,
        unit: '/s',
        ours: async (share) => {
          const seen = await windowed(client, Math.ceil(events * share), perBatch);
          hottest = Math.max(hottest, seen.hottest);
          return seen.perSecond;
        },
        peers: [
          {
            name: 'its bare transactions, in turn',
            goal: { atLeast: 0.9 },
            limit:
              'What a window reads before it writes, its position and its rows, is half of its requests.',
            run: await windowAlone(client, events),
          },
          {
            name: 'one write for each event, 16 at once',
            goal: { atLeast: 10 },
            limit:
              'Each order has a row in the window, which is written with it: of 100 events some 50 rows, 8 sums and the position, in one transaction. What is saved are requests, 3 in place of 100, and an emulator takes as long for an item as for a request.',
            run: perWrite,
          },
        ],
      },
      rounds,
      recorder?.during,
    );
    client.destroy();
    return {
      comparisons: [...projection, ...window],
      notes: [`The hottest sum of ${events} events was written ${hottest} times.`],
    };
  },
};
