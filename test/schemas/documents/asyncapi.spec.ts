/** The AsyncAPI document: valid, complete, and as the stacks are wired. */
import { describe, expect, it } from 'vitest';
import { asyncApi } from '../../../docs/build/asyncapi.ts';
import { readCatalog } from '../../../docs/build/catalog.ts';
import { contextNames } from '../../../docs/build/stacks.ts';
import { readTopics } from '../../../schemas/source.ts';
import { judged } from './avro-in-asyncapi.ts';
import { consumersOf } from './stack-lists.ts';

const catalog = await readCatalog();
const text = JSON.stringify(asyncApi(catalog, '1.0.0'));
const { document, faults } = await judged(text);

describe('the AsyncAPI document', () => {
  it('is valid, and so is every Avro schema in it', () => {
    expect(faults).toEqual([]);
  });

  it.each<[string, (valid: string) => string]>([
    [
      'an operation on a channel that there is not',
      (valid) => valid.replace('"#/channels/', '"#/channels/no-'),
    ],
    ['a schema that there is not', (valid) => valid.replace('.v1.avsc', '.v999.avsc')],
    ['a file that is no schema', (valid) => valid.replace(/"[^"]*\.v1\.avsc"/, '"../../package.json"')],
    [
      'a message without headers that are an object',
      (valid) => valid.replace('{"headers":{"type":"object"', '{"headers":{"type":"text"'),
    ],
  ])('would not be valid with %s', async (_what, breakIt) => {
    expect(breakIt(text)).not.toBe(text);
    expect((await judged(breakIt(text))).faults).not.toEqual([]);
  });

  it('holds every topic, with every message and its headers', () => {
    const channels = document?.allChannels().all() ?? [];
    const found = channels.map((channel) => [
      channel.address(),
      channel
        .messages()
        .all()
        .map((message) => message.title())
        .sort(),
    ]);
    const expected = readTopics().map(({ topic, schemas }) => [
      topic,
      [...new Set(schemas.map(({ type }) => type))].sort(),
    ]);
    expect(found).toEqual(expected);
    for (const message of document?.allMessages().all() ?? []) {
      expect(Object.keys(message.headers()?.properties() ?? {})).toContain('ce_sequence');
    }
  });

  it('says of every context what it receives, as its stack is wired', () => {
    const received = document?.operations().filterByReceive() ?? [];
    for (const context of contextNames()) {
      const said = received.filter((operation) => operation.id()?.startsWith(`${context}.`));
      const topics = said.flatMap((operation) =>
        operation
          .channels()
          .all()
          .map((channel) => channel.address()),
      );
      const wired = consumersOf(context).flatMap(({ topics: all }) => all);
      expect(topics.sort()).toEqual([...wired].sort());
    }
  });

  it('says which messages of a topic a function hears', () => {
    const saga = document?.operations().get('ordering.saga.receives.payment.payment');
    const titles = saga
      ?.messages()
      .all()
      .map((message) => message.title());
    expect(titles).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentDeclined']);
  });
});
