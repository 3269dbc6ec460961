/** The rules of a stock item: one SKU, one writer, units in some warehouses. */
import type { Allocation, StockItemEvent } from '../../../schemas/inventory/stock-item/contract.gen.ts';
import type { StockItemCommand as ContractCommand } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { type Decider, refuse } from '../../platform/commit/decider.ts';

/** A command as it was published, at the time when it was taken up. */
type Timed<Command extends ContractCommand> = Command extends unknown
  ? { readonly type: Command['type']; readonly data: Command['data'] & { readonly at: number } }
  : never;

export type StockItemCommand =
  | Timed<ContractCommand>
  | {
      readonly type: 'CountStock';
      readonly data: {
        readonly sku: string;
        readonly warehouse: string;
        readonly onHand: number;
        readonly at: number;
      };
    };

export interface Units {
  /** Units in the warehouse, reserved ones included. */
  readonly onHand: number;
  readonly reserved: number;
}

export interface StockItemState {
  readonly warehouses: { readonly [name: string]: Units };
}

export type StockItemDecider = Decider<StockItemCommand, StockItemState, StockItemEvent>;

const decide: StockItemDecider['decide'] = (command, state) => {
  if (command.type === 'CountStock') return count(command.data, state);
  if (command.type === 'ReserveStock') return reserve(command.data, state);
  const { at, ...line } = command.data;
  const units = { ...line, allocations: meant(line) };
  switch (command.type) {
    case 'ReleaseStock':
      return [{ type: 'StockReleased', data: { ...units, releasedAt: at } }];
    case 'DispatchStock':
      return [{ type: 'StockDispatched', data: { ...units, dispatchedAt: at } }];
    case 'TakeBackStock':
      return [{ type: 'StockTakenBack', data: { ...units, takenBackAt: at } }];
  }
};

type DataOf<Type> = Extract<StockItemCommand, { type: Type }>['data'];
type Decision = ReturnType<StockItemDecider['decide']>;

const count = ({ at, ...counted }: DataOf<'CountStock'>, { warehouses }: StockItemState): Decision => {
  const { sku, warehouse, onHand } = counted;
  const { reserved } = warehouses[warehouse] ?? none;
  return onHand < reserved
    ? refuse(
        'below-reserved',
        `${reserved} units of ${sku} are reserved in ${warehouse}, more than ${onHand}`,
      )
    : [{ type: 'StockCounted', data: { ...counted, countedAt: at } }];
};

const reserve = ({ at, ...line }: DataOf<'ReserveStock'>, { warehouses }: StockItemState): Decision => {
  const available = availableIn(warehouses);
  const total = available.reduce((sum, { quantity }) => sum + quantity, 0);
  if (line.quantity > total) {
    return [{ type: 'StockRejected', data: { ...line, available: total, rejectedAt: at } }];
  }
  const allocations = allocated(line.quantity, available);
  return [{ type: 'StockReserved', data: { ...line, allocations, reservedAt: at } }];
};

const none: Units = { onHand: 0, reserved: 0 };

/** The fullest warehouse first, so that as few as possible have to pack a parcel. */
const availableIn = (warehouses: StockItemState['warehouses']): readonly Allocation[] =>
  Object.entries(warehouses)
    .map(([warehouse, { onHand, reserved }]) => ({ warehouse, quantity: onHand - reserved }))
    .sort((a, b) => b.quantity - a.quantity || (a.warehouse < b.warehouse ? -1 : 1));

const allocated = (quantity: number, available: readonly Allocation[]): readonly Allocation[] => {
  let open = quantity;
  return available
    .map(({ warehouse, quantity: there }) => {
      const taken = Math.min(open, there);
      open -= taken;
      return { warehouse, quantity: taken };
    })
    .filter((allocation) => allocation.quantity > 0);
};

/** The first version of these messages knew one warehouse only. */
const meant = ({
  allocations,
  quantity,
}: {
  readonly allocations: readonly Allocation[];
  readonly quantity: number;
}): readonly Allocation[] => (allocations.length > 0 ? allocations : [{ warehouse: 'main', quantity }]);

const evolve: StockItemDecider['evolve'] = (state, { type, data }) => {
  switch (type) {
    case 'StockCounted': {
      const { reserved } = state.warehouses[data.warehouse] ?? none;
      return { warehouses: { ...state.warehouses, [data.warehouse]: { onHand: data.onHand, reserved } } };
    }
    case 'StockReserved':
      return moved(state, meant(data), { onHand: 0, reserved: 1 });
    case 'StockReleased':
      return moved(state, meant(data), { onHand: 0, reserved: -1 });
    case 'StockDispatched':
      return moved(state, data.allocations, { onHand: -1, reserved: -1 });
    case 'StockTakenBack':
      return moved(state, data.allocations, { onHand: 1, reserved: 1 });
    case 'StockRejected':
      return state;
  }
};

/** @param allocations each warehouse once; @param each what one unit changes */
const moved = (
  { warehouses }: StockItemState,
  allocations: readonly Allocation[],
  each: Units,
): StockItemState => {
  const changed = allocations.map(({ warehouse, quantity }) => {
    const { onHand, reserved } = warehouses[warehouse] ?? none;
    const units = { onHand: onHand + each.onHand * quantity, reserved: reserved + each.reserved * quantity };
    return [warehouse, units] as const;
  });
  return { warehouses: { ...warehouses, ...Object.fromEntries(changed) } };
};

export const stockItem: StockItemDecider = { initial: { warehouses: {} }, decide, evolve };
