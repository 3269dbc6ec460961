/** Projections and windows: what a stream does to rows, and adds up to. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bare } from '../dynamodb/bare.ts';
import { recorded, type SentCommand } from '../dynamodb/recorded.ts';
import { type Contestant, contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { projected, windowed } from '../window/counting.ts';

/** Keys that a projection's consumer handles side by side. */
const atOnce = 16;
const perBatch = 100;

const sentBy = async (work: () => Promise<unknown>, name: string) =>
  (await recorded(work)).filter((sent) => sent.name === name);

const isWrite = ({ name }: SentCommand): boolean => name === 'TransactWriteItemsCommand';

/** How many events a second the requests of a window alone would take, or its transactions: one handles many. */
const windowAlone = async (client: DynamoDBClient, events: number) => {
  const sent = await recorded(() => windowed(client, events, perBatch));
  // Before them a table is made, and behind them the sums are looked at.
  const requests = sent.slice(1, sent.findLastIndex(isWrite) + 1);
  const transactions = requests.filter(isWrite);
  const each = events / transactions.length;
  const alone =
    (commands: readonly SentCommand[]): Contestant['run'] =>
    async (share) => {
      const perTransaction = commands.length / transactions.length;
      const some = commands.slice(0, perTransaction * Math.ceil(transactions.length * share));
      return (each * (await bare(client, some, { atOnce: 1, perBatch: perTransaction }))) / perTransaction;
    };
  return { requests: alone(requests), transactions: alone(transactions) };
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
        peers: [
          {
            name: 'the bare update, 16 at once',
            goal: { atLeast: 0.9 },
            limit:
              'Both sides’ time is the SDK’s, which signs and writes the same requests (flame graph); what is ours beside it, taking records apart and making the update, is less than a tenth.',
            run: perWrite,
          },
        ],
      },
      rounds,
      recorder?.during,
    );
    const alone = await windowAlone(client, events);
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
              'A window reads before it writes, its position and its rows in one request: the row below has its reads, too.',
            run: alone.transactions,
          },
          {
            name: 'its bare requests, in turn: position and rows, transaction',
            run: alone.requests,
          },
          {
            name: 'one write for each event, 16 at once',
            goal: { atLeast: 10 },
            limit:
              'Each order has a row in the window, which is written with it: of 100 events some 50 rows, 8 sums and the position, in one transaction. Its bare transactions alone, as above, beside one write for each event are the most that there can be.',
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
