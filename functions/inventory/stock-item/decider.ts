/** The rules of a stock item: one SKU, one writer. */
import type { StockItemEvent } from '../../../schemas/inventory/stock-item/contract.gen.ts';
import type { StockItemCommand as ContractCommand } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { type Decider, refuse } from '../../platform/decider.ts';

/** A command as it was published, at the time when it was taken up. */
type Timed<Command extends ContractCommand> = Command extends unknown
  ? { readonly type: Command['type']; readonly data: Command['data'] & { readonly at: number } }
  : never;

export type StockItemCommand =
  | Timed<ContractCommand>
  | {
      readonly type: 'CountStock';
      readonly data: { readonly sku: string; readonly onHand: number; readonly at: number };
    };

export interface StockItemState {
  /** Units in the warehouse, reserved ones included. */
  readonly onHand: number;
  readonly reserved: number;
}

export type StockItemDecider = Decider<StockItemCommand, StockItemState, StockItemEvent>;

const decide: StockItemDecider['decide'] = ({ type, data }, { onHand, reserved }) => {
  switch (type) {
    case 'CountStock':
      if (data.onHand < reserved) {
        return refuse(
          'below-reserved',
          `${reserved} units of ${data.sku} are reserved, more than ${data.onHand}`,
        );
      }
      return [{ type: 'StockCounted', data: { sku: data.sku, onHand: data.onHand, countedAt: data.at } }];
    case 'ReserveStock': {
      const { at, ...line } = data;
      const available = onHand - reserved;
      return data.quantity <= available
        ? [{ type: 'StockReserved', data: { ...line, reservedAt: at } }]
        : [{ type: 'StockRejected', data: { ...line, available, rejectedAt: at } }];
    }
    case 'ReleaseStock': {
      const { at, ...line } = data;
      return [{ type: 'StockReleased', data: { ...line, releasedAt: at } }];
    }
  }
};

const evolve: StockItemDecider['evolve'] = (state, { type, data }) => {
  switch (type) {
    case 'StockCounted':
      return { ...state, onHand: data.onHand };
    case 'StockReserved':
      return { ...state, reserved: state.reserved + data.quantity };
    case 'StockReleased':
      return { ...state, reserved: state.reserved - data.quantity };
    case 'StockRejected':
      return state;
  }
};

export const stockItem: StockItemDecider = { initial: { onHand: 0, reserved: 0 }, decide, evolve };
