/** A sale and its share of the sums, whatever order it is heard in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  figures,
  project,
  type Sale,
  type SaleFact,
  type Share,
  sharesOf,
} from '../../functions/sales/projection.ts';

const orderId = 'o-1';
const hourMs = 3_600_000;
const kettle = { sku: 'KETTLE-1', currency: 'EUR', units: 2, revenue: 9_980 };
const cup = { sku: 'CUP-1', currency: 'EUR', units: 6, revenue: 3_540 };

const placed: SaleFact = { type: 'LinesPriced', data: { orderId, lines: [kettle, cup] } };
const confirmed: SaleFact = { type: 'SaleMade', data: { orderId, at: 5 * hourMs + 1 } };
const cancelled: SaleFact = { type: 'SaleCancelled', data: { orderId } };
const returned = (units: number): SaleFact => ({
  type: 'UnitsReturned',
  data: { orderId, lines: [{ ...kettle, units, revenue: units * 4_990 }] },
});

const none = Object.fromEntries(figures.map((figure) => [figure, 0])) as Share['figures'];
const change = (line: { sku: string; currency: string }, some: Partial<Share['figures']>): Share => ({
  hour: 5,
  sku: line.sku,
  currency: line.currency,
  figures: { ...none, ...some },
});

/** Given facts, when another is heard, then the sums change. */
const given = (...history: readonly SaleFact[]) => {
  const row = history.reduce<Sale | undefined>((sale, fact) => project(sale, fact).row, undefined);
  return {
    when: (fact: SaleFact) => ({
      changes: (...expected: readonly Share[]) => expect(project(row, fact).changes).toEqual(expected),
    }),
  };
};

const sold = [
  change(kettle, { soldUnits: 2, soldRevenue: 9_980 }),
  change(cup, { soldUnits: 6, soldRevenue: 3_540 }),
];

describe('a sale', () => {
  it('is none before the order is confirmed', () => {
    given().when(placed).changes();
    given(placed).when(cancelled).changes();
  });

  it('is counted in the hour of the confirmation, line by line', () => {
    given(placed)
      .when(confirmed)
      .changes(...sold);
  });

  it('is counted once, however often it is confirmed', () => {
    given(placed, confirmed).when(confirmed).changes();
    given(placed, confirmed).when(placed).changes();
  });

  it('is counted when its lines come after its confirmation', () => {
    given(confirmed)
      .when(placed)
      .changes(...sold);
  });

  it('belongs to an hour from its first to its last millisecond', () => {
    const at = (time: number): SaleFact => ({ type: 'SaleMade', data: { orderId, at: time } });
    given(placed)
      .when(at(5 * hourMs))
      .changes(...sold);
    given(placed)
      .when(at(6 * hourMs - 1))
      .changes(...sold);
    given(placed)
      .when(at(6 * hourMs))
      .changes(...sold.map((share) => ({ ...share, hour: 6 })));
  });

  it('adds lines of the same product together', () => {
    const twice: SaleFact = { type: 'LinesPriced', data: { orderId, lines: [cup, cup] } };
    given(confirmed)
      .when(twice)
      .changes(change(cup, { soldUnits: 12, soldRevenue: 7_080 }));
  });
});

describe('a cancellation', () => {
  it('takes the whole sale back, in the hour of the sale', () => {
    given(placed, confirmed)
      .when(cancelled)
      .changes(
        change(kettle, { cancelledUnits: 2, cancelledRevenue: 9_980 }),
        change(cup, { cancelledUnits: 6, cancelledRevenue: 3_540 }),
      );
  });

  it('takes it back once', () => {
    given(placed, confirmed, cancelled).when(cancelled).changes();
  });

  it('leaves nothing for a return to take back', () => {
    given(placed, confirmed, cancelled).when(returned(1)).changes();
    given(placed, confirmed, returned(1))
      .when(cancelled)
      .changes(
        change(kettle, {
          cancelledUnits: 2,
          cancelledRevenue: 9_980,
          returnedUnits: -1,
          returnedRevenue: -4_990,
        }),
        change(cup, { cancelledUnits: 6, cancelledRevenue: 3_540 }),
      );
  });
});

describe('a return', () => {
  it('takes back what it says, in the hour of the sale', () => {
    given(placed, confirmed)
      .when(returned(1))
      .changes(change(kettle, { returnedUnits: 1, returnedRevenue: 4_990 }));
  });

  it('is one of many, and each counts', () => {
    given(placed, confirmed, returned(1))
      .when(returned(1))
      .changes(change(kettle, { returnedUnits: 1, returnedRevenue: 4_990 }));
  });

  it('that is heard before its sale is kept, and counted with it', () => {
    given().when(returned(1)).changes();
    given(returned(1), placed)
      .when(confirmed)
      .changes(
        change(kettle, { soldUnits: 2, soldRevenue: 9_980, returnedUnits: 1, returnedRevenue: 4_990 }),
        change(cup, { soldUnits: 6, soldRevenue: 3_540 }),
      );
  });
});

const lines = fc.array(
  fc.record({
    sku: fc.constantFrom('A', 'B', 'C'),
    currency: fc.constantFrom('EUR', 'USD'),
    units: fc.integer({ min: 1, max: 10_000 }),
    revenue: fc.integer({ min: 0, max: 10 ** 13 }),
  }),
  { maxLength: 5 },
);
const fact: fc.Arbitrary<SaleFact> = fc.oneof(
  lines.map((priced): SaleFact => ({ type: 'LinesPriced', data: { orderId, lines: priced } })),
  fc
    .integer({ min: 0, max: 4 * hourMs })
    .map((at): SaleFact => ({ type: 'SaleMade', data: { orderId, at } })),
  fc.constant(cancelled),
  lines.map((back): SaleFact => ({ type: 'UnitsReturned', data: { orderId, lines: back } })),
);

const keyed = (shares: readonly Share[]) => {
  const sums = new Map<string, Share['figures']>();
  for (const { hour, sku, currency, figures: some } of shares) {
    const key = `${hour} ${sku} ${currency}`;
    const sum = sums.get(key) ?? none;
    const added = figures.map((figure) => [figure, sum[figure] + some[figure]]);
    sums.set(key, Object.fromEntries(added));
  }
  return new Map([...sums].filter(([, sum]) => Object.values(sum).some((figure) => figure !== 0)));
};

const played = (history: readonly SaleFact[]) => {
  let sale: Sale | undefined;
  const changes = history.flatMap((each) => {
    const { row, changes: some } = project(sale, each);
    sale = row;
    return some;
  });
  return { sale: sale ?? { lines: [], isCancelled: false, returned: [] }, sums: keyed(changes) };
};

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`sales projection: SEED=${seed}`);

describe('any history', () => {
  it('adds up to the shares of what is known in the end', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), (history) => {
        const { sale, sums } = played(history);
        expect(sums).toEqual(keyed(sharesOf(sale)));
      }),
      { seed },
    );
  });

  it('adds up to the same in any order, when each fact but a return is heard once', () => {
    const life = fc.tuple(
      lines,
      fc.integer({ min: 0, max: 4 * hourMs }),
      fc.boolean(),
      fc.array(lines, { maxLength: 3 }),
    );
    const shuffled = life.chain(([priced, at, isCancelled, returns]) => {
      const facts: SaleFact[] = [
        { type: 'LinesPriced', data: { orderId, lines: priced } },
        { type: 'SaleMade', data: { orderId, at } },
        ...(isCancelled ? [cancelled] : []),
        ...returns.map((back): SaleFact => ({ type: 'UnitsReturned', data: { orderId, lines: back } })),
      ];
      const all = fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length });
      return fc.tuple(fc.constant(facts), all);
    });
    fc.assert(
      fc.property(shuffled, ([facts, other]) => {
        expect(played(other).sums).toEqual(played(facts).sums);
      }),
      { seed },
    );
  });

  it('changes nothing when all but a return is heard a second time at once', () => {
    const repeatable = fact.filter(({ type }) => type !== 'UnitsReturned');
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 8 }), repeatable, (history, again) => {
        const { sale } = played([...history, again]);
        expect(project(sale, again)).toEqual({ row: sale, changes: [] });
      }),
      { seed },
    );
  });
});
