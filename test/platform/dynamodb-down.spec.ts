/** DynamoDB is away for one context: its consumer suspects, its breaker pauses it, nobody is parked, and it is resumed. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { commitStore } from '../../functions/platform/commit/commit.ts';
import type { Message } from '../../functions/platform/commit/decider.ts';
import { type BreakerMessage, suspectIn, untilDown } from '../../functions/platform/consumer/breaker.ts';
import { circuit, type Decision } from '../../functions/platform/consumer/circuit.ts';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { dynamodbProbe, httpProbe } from '../../functions/platform/consumer/probes.ts';
import type { Heard } from '../../functions/platform/contract/reader.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { serve } from '../../local/http-server.ts';
import { freePort } from '../../local/ports.ts';
import { newQueue } from './queues.ts';
import { batchOf, originOf, recordIn } from './records.ts';

const awsEndpoint = inject('awsEndpoint');
const there = new DynamoDBClient(clientConfiguration(awsEndpoint));
const away = new DynamoDBClient({
  ...clientConfiguration(`http://127.0.0.1:${await freePort()}`),
  maxAttempts: 1,
});
const consumer = 'test.consumer';
const recordOf = recordIn('test.account');

it('is waited for: all records are reported, none is parked, and the mappings are paused until it is back', async () => {
  const queue = await newQueue(awsEndpoint);
  const parked: number[] = [];
  const store = commitStore(away, 'a-table');
  const consume = untilDown({ consumer, suspect: suspectIn(queue.sqs, queue.url), hold: 0 }, (watched) =>
    eachEvent({
      read: async (record) => ({
        event: { type: 'Record', data: record },
        cause: { id: String(record.offset), by: 'a test', correlationId: '' },
        origin: originOf(record),
      }),
      handle: watched(async ({ origin: { subject } }: Pick<Heard<Message>, 'origin'>) => {
        await store.readHead({ pk: subject, sk: 'head' });
        return {};
      }),
      park: async ({ offset }) => {
        parked.push(offset);
      },
      failed: () => undefined,
    }),
  );
  const batch = batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'b'), recordOf(1, 7, 'c'));
  const { batchItemFailures } = await consume(batch, { getRemainingTimeInMillis: () => 60_000 });
  expect(batchItemFailures).toHaveLength(3);
  expect(parked).toEqual([]);

  const states = new Map<string, 'enabled' | 'disabled'>([['m', 'enabled']]);
  const sent: BreakerMessage[] = [];
  const told: Decision[] = [];
  const take = (client: DynamoDBClient) =>
    circuit({
      mappings: { [consumer]: ['m'] },
      probes: { dynamodb: dynamodbProbe(client, 'no-such-table') },
      switches: {
        stateOf: async (mapping) => states.get(mapping) ?? 'changing',
        turn: async (mapping, enabled) => {
          states.set(mapping, enabled ? 'enabled' : 'disabled');
        },
      },
      later: async (message) => {
        sent.push(message);
      },
      tell: (what) => told.push(what),
      now: Date.now,
    });
  const [suspicion = ''] = await queue.receive(1);
  await take(away)(JSON.parse(suspicion));
  expect(states.get('m')).toBe('disabled');
  for (const message of sent.splice(0)) await take(away)(message);
  expect(states.get('m')).toBe('disabled');
  for (const message of sent.splice(0)) await take(there)(message);
  expect(states.get('m')).toBe('enabled');
  expect(told).toEqual(['opened', 'still open', 'closed']);
  expect(sent).toEqual([]);
});

describe('a probe over HTTP', () => {
  it.each([
    [200, true],
    [404, true],
    [401, true],
    [408, false],
    [500, false],
    [503, false],
  ])('takes %i for an answer: %s', async (status, answer) => {
    const { url, stop } = await serve((_request, response) => response.writeHead(status).end(), 0);
    onTestFinished(stop);
    expect(await httpProbe(url)()).toBe(answer);
  });

  it('hears from nobody that there is no answer', async () => {
    expect(await httpProbe(`http://127.0.0.1:${await freePort()}`)()).toBe(false);
  });
});
