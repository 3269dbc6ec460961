/** The rules of a price: what a unit of a SKU may cost, in each currency. */
import type { PriceEvent, PriceSet } from '../../../schemas/ordering/price/contract.gen.ts';
import type { Decider } from '../../platform/commit/decider.ts';

export type PriceCommand = { readonly type: 'SetPrice'; readonly data: PriceSet };

export interface PriceState {
  /** One for each currency. */
  readonly prices: readonly Price[];
}

export type Price = Pick<PriceSet, 'currency' | 'lowest' | 'highest' | 'setBy' | 'setAt'>;

export type PriceDecider = Decider<PriceCommand, PriceState, PriceEvent>;

export const priceIn = ({ prices }: PriceState, currency: string): Price | undefined =>
  prices.find((price) => price.currency === currency);

const decide: PriceDecider['decide'] = ({ type, data }, state) => {
  switch (type) {
    case 'SetPrice': {
      const known = priceIn(state, data.currency);
      return known?.lowest === data.lowest && known.highest === data.highest
        ? []
        : [{ type: 'PriceSet', data }];
    }
  }
};

const evolve: PriceDecider['evolve'] = ({ prices }, { type, data }) => {
  switch (type) {
    case 'PriceSet': {
      const { sku: _sku, ...price } = data;
      return { prices: [...prices.filter(({ currency }) => currency !== price.currency), price] };
    }
  }
};

export const price: PriceDecider = { initial: { prices: [] }, decide, evolve };
