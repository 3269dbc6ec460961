/** What a registry is asked, under both framings: once for what it knows, and once for a crowd that asks what it does not. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { confluentThatKnows } from './confluent-service.ts';
import { glueThatKnows } from './glue-service.ts';

const [subject, definition] = ['things-Thing', '"string"'];
const uuid = 'b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63';
const glueFraming = (id: string) => Buffer.from(`0300${id.replaceAll('-', '')}02`, 'hex');

describe.each([
  {
    name: 'Confluent',
    start: () => confluentThatKnows([{ id: 7, subject, definition }]),
    known: Buffer.from([0, 0, 0, 0, 7, 2]),
    unknown: Buffer.from([0, 0, 0, 0, 8, 2]),
  },
  {
    name: 'Glue',
    start: () => glueThatKnows([{ id: uuid, name: subject, definition }]),
    known: glueFraming(uuid),
    unknown: glueFraming(uuid.replace('b7', 'b8')),
  },
])('$name', ({ start, known, unknown }) => {
  const started = async () => {
    const { stop, ...service } = await start();
    onTestFinished(stop);
    return service;
  };
  const crowd = Array.from({ length: 500 });

  it('is asked once per process for an id and once for a schema', async () => {
    const { registry, state } = await started();
    await Promise.all(crowd.flatMap(() => [registry.open(known), registry.header(subject, definition)]));
    expect(registry.open(known)).toMatchObject({ schema: definition });
    expect(registry.header(subject, definition)).toBeInstanceOf(Uint8Array);
    expect(state.asked).toHaveLength(2);
  });

  it('is asked once for an id that it does not know, however many ask at the same time', async () => {
    const { registry, state } = await started();
    const outcomes = await Promise.allSettled(crowd.map(async () => registry.open(unknown)));
    expect(state.asked).toHaveLength(1);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'PermanentFailure' } });
    }
  });

  it('is asked again for an id that it did not know, which may have been registered since', async () => {
    const { registry, state } = await started();
    for (const _again of [1, 2]) {
      await expect(async () => registry.open(unknown)).rejects.toMatchObject({ name: 'PermanentFailure' });
    }
    expect(state.asked).toHaveLength(2);
  });
});
