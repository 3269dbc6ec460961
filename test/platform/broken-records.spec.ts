/** Records that can never be read, on the consumer's road: each is parked whole, and those around it are handled. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { MSKRecord } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { subjectOf } from '../../schemas/contract.ts';
import { type AccountEvent, contextOf, newContract } from './account.ts';
import { confluentThatKnows } from './confluent-service.ts';
import { glueThatKnows } from './glue-service.ts';
import { batchOf, headersFrom, recordIn } from './records.ts';

const contract = newContract();
const event: AccountEvent = { type: 'Deposited', data: { accountId: 'a-1', amount: 5, note: 'ü' } };
const subject = subjectOf(contract.topic, 'test.account.Deposited');
const definition = contract.messages.Deposited?.versions[0] ?? '';
const uuid = 'b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63';

const bomb = Buffer.concat([
  Buffer.from(`0305${uuid.replaceAll('-', '')}`, 'hex'),
  deflateSync(Buffer.alloc(2 ** 26)),
]);
const nobodys = createHash('sha256').update('nobody').digest().subarray(0, 16);

const brokenIn = (good: Buffer, headerBytes: number): readonly Buffer[] => [
  Buffer.alloc(0),
  good.subarray(0, headerBytes - 1),
  good.subarray(0, headerBytes),
  good.subarray(0, -1),
  Buffer.concat([good, Buffer.from([0])]),
  Buffer.from('{"accountId":"a-1","amount":5}'),
  Buffer.concat([good.subarray(0, headerBytes), Buffer.from('feffffff0f', 'hex')]),
];

describe.each([
  {
    name: 'Confluent',
    start: () => confluentThatKnows([{ id: 7, subject, definition }]),
    broken: (good: Buffer) => [...brokenIn(good, 5), Buffer.from([0, 0, 0, 0, 8, 2]), bomb],
  },
  {
    name: 'Glue',
    start: () => glueThatKnows([{ id: uuid, name: subject, definition }]),
    broken: (good: Buffer) => [
      ...brokenIn(good, 18),
      Buffer.concat([Buffer.from([3, 0]), nobodys, Buffer.from([2])]),
      Buffer.concat([Buffer.from([3, 5]), good.subarray(2)]),
      bomb,
    ],
  },
])('under the framing of $name', ({ start, broken }) => {
  const started = async () => {
    const { stop, ...service } = await start();
    onTestFinished(stop);
    return service;
  };

  it('a broken value is parked as it came, and passed over', async () => {
    const { registry } = await started();
    const { value, headers } = await outgoing(event, [contract], contextOf('a-1'), registry);
    const good = Buffer.from(value);
    const record = (bytes: Buffer, offset: number) =>
      recordIn(contract.topic)(0, offset, `a-${offset}`, {
        value: bytes.toString('base64'),
        headers: headersFrom(headers),
      });
    const records = broken(good).flatMap((bytes, n) => [record(bytes, 2 * n), record(good, 2 * n + 1)]);
    const { handled, parked, outcome } = await consumed(registry, records);
    expect(outcome).toEqual({ batchItemFailures: [] });
    expect(parked.toSorted((a, b) => a.offset - b.offset)).toEqual(
      records.filter(({ offset }) => offset % 2 === 0),
    );
    expect(handled).toEqual(parked.map(() => event));
  });

  it('a value comes again when the registry is away', async () => {
    const { registry, state } = await started();
    const { value, headers } = await outgoing(event, [contract], contextOf('a-1'), registry);
    const extra = { value: Buffer.from(value).toString('base64'), headers: headersFrom(headers) };
    const records = [recordIn(contract.topic)(0, 3, 'a-1', extra)];
    state.trouble = (_request, response) => response.writeHead(503).end('restarting');
    const first = await consumed(registry, records);
    expect(first).toMatchObject({ handled: [], parked: [] });
    expect(first.outcome.batchItemFailures).toEqual([
      { itemIdentifier: { partition: `${contract.topic}-0`, offset: 3 } },
    ]);
    state.trouble = undefined;
    expect(await consumed(registry, records)).toMatchObject({ handled: [event], parked: [] });
  });
});

const consumed = async (registry: SchemaRegistry, records: readonly MSKRecord[]) => {
  const handled: AccountEvent[] = [];
  const parked: MSKRecord[] = [];
  const consume = eachEvent<AccountEvent>({
    read: readerOf({ consumer: 'test', registry, contracts: [contract], heard: ['Deposited'] }),
    handle: async (heard) => {
      handled.push(heard.event);
      return {};
    },
    park: async ({ original }) => {
      parked.push(original);
    },
    failed: () => undefined,
  });
  return { outcome: await consume(batchOf(...records)), handled, parked };
};
