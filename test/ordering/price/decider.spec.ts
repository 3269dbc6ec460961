import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PriceCommand, price, priceIn } from '../../../functions/ordering/price/decider.ts';
import type { PriceEvent, PriceSet } from '../../../schemas/ordering/price/contract.gen.ts';
import { specificationOf } from '../../platform/specification.ts';

const { given } = specificationOf(price);
const data = { sku: 'tea', currency: 'EUR', lowest: 400, highest: 450, setBy: 'operator', setAt: 1 };
const set = (change: Partial<PriceSet> = {}): PriceCommand => ({
  type: 'SetPrice',
  data: { ...data, ...change },
});
const was = (change: Partial<PriceSet> = {}): PriceEvent => ({
  type: 'PriceSet',
  data: { ...data, ...change },
});
const { sku: _sku, ...known } = data;

describe('a price', () => {
  it('is set', () => {
    given().when(set()).happens(was());
    given(was()).leaves({ prices: [known] });
  });
  it('is set only once, whoever sets it again and whenever', () => {
    given(was())
      .when(set({ setBy: 'another', setAt: 2 }))
      .changesNothing();
  });
  it.each<Partial<PriceSet>>([
    { lowest: 401 },
    { highest: 451 },
    { lowest: 0, highest: 0 },
    { currency: 'CHF' },
  ])('is set anew to %j', (change) => {
    given(was()).when(set(change)).happens(was(change));
  });
  it('can be what it was before', () => {
    given(was(), was({ lowest: 1 }))
      .when(set())
      .happens(was());
  });
  it('stands in each currency by itself', () => {
    const francs = { ...known, currency: 'CHF', lowest: 380 };
    given(was(), was(francs)).leaves({ prices: [known, francs] });
    given(was(), was(francs), was({ lowest: 1 })).leaves({ prices: [francs, { ...known, lowest: 1 }] });
    given(was(), was(francs)).when(set(francs)).changesNothing();
  });
  it('is none in a currency that was never set', () => {
    expect(priceIn({ prices: [known] }, 'CHF')).toBeUndefined();
    expect(priceIn({ prices: [known] }, 'EUR')).toEqual(known);
  });
});

describe('whatever was set before', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  const anyPrice = fc.record({
    sku: fc.constant('tea'),
    currency: fc.constantFrom('EUR', 'CHF', 'constructor', '__proto__'),
    lowest: fc.nat(2),
    highest: fc.nat(2),
    setBy: fc.string(),
    setAt: fc.nat(),
  });
  const anyHistory = fc.array(anyPrice.map((each): PriceEvent => ({ type: 'PriceSet', data: each })));

  it('a price is as it was last set, and setting it again changes nothing', () => {
    const property = fc.property(anyHistory, anyPrice, (history, next) => {
      const command: PriceCommand = { type: 'SetPrice', data: next };
      const before = history.reduce(price.evolve, price.initial);
      const events = price.decide(command, before);
      if ('refused' in events) throw new Error('a price is never refused');
      const after = events.reduce(price.evolve, before);
      expect(priceIn(after, next.currency)).toMatchObject({ lowest: next.lowest, highest: next.highest });
      expect(price.decide(command, after)).toEqual([]);
      expect(new Set(after.prices.map(({ currency }) => currency)).size).toBe(after.prices.length);
    });
    fc.assert(property, { seed, numRuns: 500 });
  });
});
