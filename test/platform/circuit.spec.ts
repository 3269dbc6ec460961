/** The breaker: opened by a probe, held open by probes, and closed by one, whatever is crashed and repeated meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BreakerMessage } from '../../functions/platform/consumer/breaker.ts';
import { circuit, type Decision } from '../../functions/platform/consumer/circuit.ts';

type State = 'enabled' | 'disabled' | 'changing';

const consumer = 'payment.gateway';
const suspected: BreakerMessage = { type: 'suspected', consumer, dependency: 'gateway' };

/** @param crashAt the how manieth call into the world fails, from 1, once */
const world = (states: { [mapping: string]: State }, crashAt = 0) => {
  const sent: BreakerMessage[] = [];
  const told: Decision[] = [];
  let calls = 0;
  const step = (): void => {
    calls += 1;
    if (calls === crashAt) throw new Error('the sandbox ended');
  };
  const up = { gateway: false };
  const take = circuit({
    mappings: {
      [consumer]: Object.keys(states).filter((name) => name !== 'of another'),
      'payment.saga': ['of another'],
    },
    probes: {
      gateway: async () => {
        step();
        return up.gateway;
      },
    },
    switches: {
      stateOf: async (mapping) => {
        step();
        return states[mapping] ?? 'changing';
      },
      turn: async (mapping, enabled) => {
        step();
        if (states[mapping] === 'changing') throw new Error('ResourceInUseException');
        states[mapping] = enabled ? 'enabled' : 'disabled';
      },
    },
    later: async (message) => {
      step();
      sent.push(message);
    },
    tell: (what) => told.push(what),
    now: () => 1_000,
  });
  return { states, sent, told, take, up };
};

describe('a suspicion', () => {
  it('pauses every mapping of the consumer, and no other, when the probe finds it true', async () => {
    const { states, sent, told, take } = world({ a: 'enabled', b: 'enabled', 'of another': 'enabled' });
    await take(suspected);
    expect(states).toEqual({ a: 'disabled', b: 'disabled', 'of another': 'enabled' });
    expect(sent).toEqual([
      { type: 'open', consumer, dependency: 'gateway', paused: ['a', 'b'], since: 1_000 },
    ]);
    expect(told).toEqual(['opened']);
  });

  it('pauses nothing when the dependency answers the probe: then it is the record', async () => {
    const { states, sent, told, take, up } = world({ a: 'enabled' });
    up.gateway = true;
    await take(suspected);
    expect({ states, sent, told }).toEqual({ states: { a: 'enabled' }, sent: [], told: ['not down'] });
  });

  it.each(['disabled', 'changing'] as const)('leaves alone what is %s already', async (state) => {
    const { states, sent, told, take } = world({ a: state });
    await take(suspected);
    expect({ states, sent, told }).toEqual({ states: { a: state }, sent: [], told: ['paused already'] });
  });

  it('of something without a probe is said to be a mistake of the stack', async () => {
    const { take } = world({ a: 'enabled' });
    await expect(take({ ...suspected, dependency: 'oracle' })).rejects.toThrow(/no probe for oracle/);
  });
});

describe('an open breaker', () => {
  const open: BreakerMessage = { type: 'open', consumer, dependency: 'gateway', paused: ['a'], since: 1 };

  it('stays open, and probes again, while the dependency is down', async () => {
    const { states, sent, told, take } = world({ a: 'disabled' });
    await take(open);
    expect({ states, sent, told }).toEqual({ states: { a: 'disabled' }, sent: [open], told: ['still open'] });
  });

  it('pauses again what was resumed while the dependency is down', async () => {
    const { states, take } = world({ a: 'enabled' });
    await take(open);
    expect(states).toEqual({ a: 'disabled' });
  });

  it('resumes what it paused itself, and nothing that somebody else paused', async () => {
    const { states, sent, told, take, up } = world({ a: 'disabled', b: 'disabled' });
    up.gateway = true;
    await take(open);
    expect({ states, sent, told }).toEqual({
      states: { a: 'enabled', b: 'disabled' },
      sent: [],
      told: ['closed'],
    });
  });

  it('waits until a mapping is paused before it resumes it', async () => {
    const { states, sent, take, up } = world({ a: 'changing' });
    up.gateway = true;
    await take(open);
    expect(sent).toEqual([open]);
    states.a = 'disabled';
    await take(open);
    expect(states.a).toBe('enabled');
  });
});

it('never leaves a mapping paused with no message that would resume it, wherever it is crashed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 12 }), fc.nat({ max: 4 }), async (crashAt, downFor) => {
      const { states, sent, take, up } = world({ a: 'enabled', b: 'enabled' }, crashAt);
      const queue: BreakerMessage[] = [suspected];
      for (let turns = 0; queue.length > 0 && turns < 60; turns += 1) {
        up.gateway = turns > downFor;
        const [message] = queue;
        if (message === undefined) break;
        // What fails stays in the queue.
        const done = await take(message).then(
          () => true,
          () => false,
        );
        if (done) queue.shift();
        queue.push(...sent.splice(0));
      }
      expect(queue).toEqual([]);
      expect(states).toEqual({ a: 'enabled', b: 'enabled' });
    }),
  );
});
