/** How a replay beside is told to the stacks, and to who deploys to the cloud. */
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { replayIn } from '../../../lib/platform/context/replay.ts';
import type { Connection } from '../../../ops/connection.ts';
import { besideOn, contextOf, nameOf, stackOf } from '../../../ops/replay/beside.ts';

const read = (replay: string) => replayIn(new App({ context: { replay } }).node);
const at = Date.parse('2026-03-01T12:00:00.999Z');

describe('a replay beside', () => {
  it('is understood by the stacks as the command says it', () => {
    const beginning = {
      consumer: 'inventory.stock-item',
      name: 'x-1',
      start: { kind: 'beginning' },
    } as const;
    expect(read(contextOf(beginning))).toEqual({
      consumer: 'inventory.stock-item',
      name: 'x-1',
      start: { startingPosition: 'TRIM_HORIZON' },
    });
    expect(read(contextOf({ ...beginning, start: { kind: 'moment', at } }))?.start).toEqual({
      startingPosition: 'AT_TIMESTAMP',
      startingPositionTimestamp: Math.floor(at / 1_000),
    });
  });

  it('is none where nobody asks', () => {
    expect(replayIn(new App().node)).toBeUndefined();
  });

  it.each([
    ['payment.saga', /expected <context>.<function>:<name>@/],
    ['payment.saga:Big@beginning', /expected/],
    ['payment.saga:x@yesterday', /expected/],
    ['tracking.timeline-v1:x@beginning', /docs\/tracking.md/],
  ])('is refused in words when it is %s', (replay, words) => {
    expect(() => read(replay)).toThrow(words);
  });

  it('has a name within the consumer’s, and its stack', () => {
    expect(nameOf({ consumer: 'payment.saga', name: 'x' })).toBe('payment.saga.replay-x');
    expect(stackOf('payment.saga')).toBe('Payment');
  });

  it('is left to who deploys, where the system is in the cloud, with the words for it', () => {
    const cloud = { env: 'dev', aws: {}, contexts: [] } as unknown as Connection;
    const wish = { consumer: 'payment.saga', name: 'x', start: { kind: 'beginning' } } as const;
    expect(() => besideOn(cloud, wish)).toThrow(
      'npx cdk deploy Payment -c env=dev -c replay=payment.saga:x@beginning',
    );
  });
});
