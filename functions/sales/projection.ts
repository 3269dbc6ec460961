/**
 * An order as a sale: what is heard of it, in whatever order, and its share of the sums. A share follows from what is
 * known, and what a fact adds to the sums is the difference that it makes to the shares.
 */

/** Money is in minor units of its currency. */
export interface PricedLine {
  readonly sku: string;
  readonly currency: string;
  readonly units: number;
  readonly revenue: number;
}

interface About {
  readonly orderId: string;
}

export type SaleFact =
  | { readonly type: 'LinesPriced'; readonly data: About & { readonly lines: readonly PricedLine[] } }
  | { readonly type: 'SaleMade'; readonly data: About & { readonly at: number } }
  | { readonly type: 'SaleCancelled'; readonly data: About }
  | { readonly type: 'UnitsReturned'; readonly data: About & { readonly lines: readonly PricedLine[] } };

/** Returns may be heard of before their sale: they come on another topic. */
export interface Sale {
  /** One for each SKU and currency. */
  readonly lines: readonly PricedLine[];
  /** When the order was confirmed, milliseconds since 1970; its hour is the sale's, whenever that is heard. */
  readonly soldAt?: number;
  readonly isCancelled: boolean;
  /** Of all its returns, one for each SKU and currency. */
  readonly returned: readonly PricedLine[];
}

export const figures = [
  'soldUnits',
  'soldRevenue',
  'cancelledUnits',
  'cancelledRevenue',
  'returnedUnits',
  'returnedRevenue',
] as const;

export type Figures = { readonly [figure in (typeof figures)[number]]: number };

/** Of the sums of an hour, a product and a currency. */
export interface Share {
  /** Hours since 1970. */
  readonly hour: number;
  readonly sku: string;
  readonly currency: string;
  readonly figures: Figures;
}

const hourMs = 3_600_000;
const unknown: Sale = { lines: [], isCancelled: false, returned: [] };

export const project = (
  before: Sale = unknown,
  fact: SaleFact,
): { readonly row: Sale; readonly changes: readonly Share[] } => {
  const row = evolve(before, fact);
  const changes = merged([...sharesOf(row), ...sharesOf(before).map(negated)]);
  return { row, changes: changes.filter(({ figures: all }) => Object.values(all).some((sum) => sum !== 0)) };
};

export const evolve = (sale: Sale, { type, data }: SaleFact): Sale => {
  switch (type) {
    case 'LinesPriced':
      return { ...sale, lines: joined(data.lines) };
    case 'SaleMade':
      return { ...sale, soldAt: data.at };
    case 'SaleCancelled':
      return { ...sale, isCancelled: true };
    case 'UnitsReturned':
      return { ...sale, returned: joined([...sale.returned, ...data.lines]) };
  }
};

/** None before the order is confirmed; of a cancelled one everything is given back, so a return gives back no more. */
export const sharesOf = ({ lines, soldAt, isCancelled, returned }: Sale): readonly Share[] => {
  if (soldAt === undefined) return [];
  const hour = Math.floor(soldAt / hourMs);
  const given = isCancelled ? lines : [];
  return merged([
    ...lines.map((line) => share(hour, line, { soldUnits: line.units, soldRevenue: line.revenue })),
    ...given.map((line) => share(hour, line, { cancelledUnits: line.units, cancelledRevenue: line.revenue })),
    ...(isCancelled ? [] : returned).map((line) =>
      share(hour, line, { returnedUnits: line.units, returnedRevenue: line.revenue }),
    ),
  ]);
};

const none: Figures = {
  soldUnits: 0,
  soldRevenue: 0,
  cancelledUnits: 0,
  cancelledRevenue: 0,
  returnedUnits: 0,
  returnedRevenue: 0,
};

const share = (hour: number, { sku, currency }: PricedLine, some: Partial<Figures>): Share => ({
  hour,
  sku,
  currency,
  figures: { ...none, ...some },
});

const mapped = (change: (figure: keyof Figures) => number): Figures =>
  Object.fromEntries(figures.map((figure) => [figure, change(figure)])) as Figures;

/** Zero stays zero: JavaScript has a negative one too. */
const negated = ({ figures: all, ...rest }: Share): Share => ({
  ...rest,
  figures: mapped((figure) => 0 - all[figure]),
});

const merged = (shares: readonly Share[]): readonly Share[] =>
  groups(shares, ({ hour, sku, currency }) => JSON.stringify([hour, sku, currency])).map((group) =>
    group.reduce(({ hour, sku, currency, figures: all }, each) => ({
      hour,
      sku,
      currency,
      figures: mapped((figure) => all[figure] + each.figures[figure]),
    })),
  );

const joined = (lines: readonly PricedLine[]): readonly PricedLine[] =>
  groups(lines, ({ sku, currency }) => JSON.stringify([sku, currency])).map((group) =>
    group.reduce(({ sku, currency, units, revenue }, each) => ({
      sku,
      currency,
      units: units + each.units,
      revenue: revenue + each.revenue,
    })),
  );

const groups = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[][] => [
  ...Map.groupBy(items, keyOf).values(),
];
