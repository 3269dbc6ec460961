/** What an operator may set a price to, and what is said of everything that they may not. */
import { describe, expect, it } from 'vitest';
import { priceRequest } from '../../../functions/ordering/price/price-request.ts';

const good = { currency: 'EUR', lowest: 400, highest: 450 };
const faultsOf = (request: object): readonly string[] => {
  const { success, error } = priceRequest.safeParse(request);
  return success ? [] : error.issues.map(({ path }) => path.join('/')).sort();
};

describe('a price request', () => {
  it.each([
    ['a range', good],
    ['one price', { ...good, lowest: 450 }],
    ['nothing', { ...good, lowest: 0, highest: 0 }],
    ['as much as a line may ask for', { ...good, highest: 1_000_000_000 }],
  ])('may set %s', (_what, request) => {
    expect(faultsOf(request)).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    ['a lowest price above the highest', { lowest: 451 }, ['highest']],
    ['a negative price', { lowest: -1 }, ['lowest']],
    ['half a cent', { lowest: 0.5 }, ['lowest']],
    ['more than a line may ask for', { highest: 1_000_000_001 }, ['highest']],
    ['a currency that there is not', { currency: 'XYZ' }, ['currency']],
    ['no highest price', { highest: undefined }, ['highest']],
    ['what nobody reads', { discount: 1 }, ['']],
    ['all of it wrong', { currency: '?', lowest: '1', highest: -1 }, ['currency', 'highest', 'lowest']],
  ])('may not set %s', (_what, change, paths) => {
    expect(faultsOf({ ...good, ...change })).toEqual(paths);
  });
});
