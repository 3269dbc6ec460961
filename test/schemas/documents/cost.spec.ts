/** The page of costs adds up, and says where each price is from. */
import { expect, it } from 'vitest';
import { costPage, totalOf } from '../../../docs/build/cost/page.ts';
import { prices } from '../../../docs/build/cost/prices.ts';
import { settings, usageOf } from '../../../docs/build/cost/usage.ts';

const [dev, , prod] = settings;

it('idle costs brokers and pollers before anything else', () => {
  if (dev === undefined) throw new Error('there is no dev');
  const { standardBroker, pollerUnit } = prices;
  const mostly = 3 * 730 * standardBroker.dollars + 3 * 730 * pollerUnit.dollars;
  expect(totalOf(dev, 0)).toBeGreaterThan(mostly);
  expect(totalOf(dev, 0)).toBeLessThan(mostly * 1.15);
});

it('grows with orders, in proportion for what is paid by use', () => {
  if (prod === undefined) throw new Error('there is no prod');
  expect(usageOf(prod, 1_000).writes).toBe(100 * (usageOf(prod, 10).writes ?? 0));
  const growth = (rate: number) => totalOf(prod, rate) - totalOf(prod, 0);
  expect(growth(100_000)).toBeGreaterThan(90 * growth(1_000));
});

it('names a source for every price', () => {
  for (const { source, unit } of Object.values(prices)) {
    expect(source).toMatch(/^(https:|infracost\/)/);
    expect(costPage()).toContain(source);
    expect(costPage()).toContain(unit);
  }
});
