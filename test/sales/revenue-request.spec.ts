/** What a request for revenue asks for, and what is wrong with it. */
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../functions/platform/http/problem.ts';
import { type Asked, askedHour, askedIn } from '../../functions/sales/revenue-request.ts';

const now = Date.parse('2026-11-25T21:48:00Z');

const faultsOf = (ask: () => Asked): readonly string[] => {
  try {
    ask();
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 400) throw error;
    return (error.problem.errors ?? []).map(({ path }) => path);
  }
};

describe('a request for revenue', () => {
  it('asks for the last 24 hours when it says nothing', () => {
    const { hours } = askedIn({}, now);
    expect([hours.length, hours.at(0), hours.at(-1)]).toEqual([24, '2026-11-24T22', '2026-11-25T21']);
  });

  it('asks for both ends and all between them', () => {
    const query = { from: '2026-11-24T23', to: '2026-11-25T01', sku: 'KETTLE-1', currency: 'EUR' };
    expect(askedIn(query, now)).toEqual({
      hours: ['2026-11-24T23', '2026-11-25T00', '2026-11-25T01'],
      sku: 'KETTLE-1',
      currency: 'EUR',
    });
  });

  it('asks for 31 days at most', () => {
    expect(askedIn({ from: '2026-10-01T00', to: '2026-10-31T23' }, now).hours).toHaveLength(744);
    expect(faultsOf(() => askedIn({ from: '2026-10-01T00', to: '2026-11-01T00' }, now))).toEqual(['to']);
  });

  it.each([
    [{ from: 'yesterday' }, ['from']],
    [{ to: '2026-11-25' }, ['to']],
    [{ from: 'yesterday', to: 'today' }, ['from', 'to']],
    [{ from: '2026-11-25T22' }, ['to']],
    [{ sku: 'a b' }, ['sku']],
    [{ sku: '' }, ['sku']],
    [{ currency: 'eur' }, ['currency']],
    [{ from: 'x', sku: '#', currency: 'EURO' }, ['from', 'sku', 'currency']],
  ])('of %j is refused for %j', (query, faults) => {
    expect(faultsOf(() => askedIn(query, now))).toEqual(faults);
  });
});

describe('a request for an hour', () => {
  it('asks for that hour, with everything in it', () => {
    expect(askedHour('2026-11-25T21')).toEqual({ hours: ['2026-11-25T21'] });
  });

  it('is refused when there is no such hour', () => {
    expect(faultsOf(() => askedHour('2026-11-25T25'))).toEqual(['hour']);
  });
});
