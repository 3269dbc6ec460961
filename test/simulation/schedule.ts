/** One schedule: a few orders, and a list of choices that says what happens next until all has come to rest. */
import type { OrderState } from '../../functions/ordering/state.ts';
import { answered } from '../../functions/payment/gateway-answer.ts';
import { rulesWith } from './business.ts';
import { Gateway, type Token } from './gateway.ts';
import type { Move, Rules } from './rules.ts';
import { World } from './world.ts';

export interface Scenario {
  /** Units in the warehouse, by SKU. */
  readonly stock: readonly number[];
  readonly orders: readonly {
    /** How many units of which SKU, by its number. */
    readonly lines: readonly { readonly sku: number; readonly quantity: number }[];
    readonly token: Token;
    /** Whether its customer cancels it at some time. */
    readonly cancels: boolean;
  }[];
}

export type Tamper = (rules: Rules, gateway: Gateway) => Rules;

export interface Outcome {
  readonly world: World;
  readonly gateway: Gateway;
  readonly scenario: Scenario;
}

/** More steps than any story needs: what is not at rest by then never will be. */
const stepLimit = 5_000;
const unitPrice = 10;

export const skuOf = (number: number): string => `sku-${number}`;
export const orderIdOf = (number: number): string => `order-${number}`;

/** @param choices which of the possible moves is made; afterwards the first that disturbs nothing */
export const play = (
  scenario: Scenario,
  choices: readonly number[],
  tamper: Tamper = (rules) => rules,
): Outcome => {
  const gateway = new Gateway();
  const world = new World(tamper(rulesWith(gateway), gateway));
  const outside = outsideMoves(scenario, world, gateway);
  const moves = () => [...outside(), ...world.moves()];
  for (const choice of choices) make(world, pick(moves(), choice));
  for (let step = 0; step < stepLimit; step += 1) {
    const next = calmest(moves());
    if (next === undefined) return { world, gateway, scenario };
    make(world, next);
  }
  throw new Error(`not at rest after ${stepLimit} steps`);
};

const make = (world: World, move: Move | undefined): void => {
  if (move === undefined) return;
  world.story.push(`> ${move.name}`);
  move.go();
};

/** Mostly what has to happen; a disturbance now and then; time seldom, because it ends every order. */
const pick = (moves: readonly Move[], choice: number): Move | undefined => {
  const kind = choice % 64;
  const wanted = moves.filter(({ disturbs = false, waits = false }) =>
    kind === 0 ? waits : !waits && disturbs === kind < 16,
  );
  return wanted[Math.floor(choice / 64) % wanted.length];
};

/** What waits for time to pass comes last; what need not happen does not. */
const calmest = (moves: readonly Move[]): Move | undefined => {
  const needed = moves.filter(({ disturbs }) => !disturbs);
  return needed.find(({ waits }) => !waits) ?? needed[0];
};

/** What customers, operators and the gateway do. */
const outsideMoves = (scenario: Scenario, world: World, gateway: Gateway): (() => readonly Move[]) => {
  for (const [number, onHand] of scenario.stock.entries()) {
    const command = { type: 'CountStock', data: { sku: skuOf(number), onHand, at: 0 } };
    world.handle({ part: 'inventory/stock-item', command }, 'count');
  }
  const waiting = scenario.orders.flatMap((_, number) => customerMoves(scenario, number, world));
  return () => {
    const late = gateway.late.map((answer, index) => ({
      name: `the gateway answers late about ${answer.paymentId}`,
      go: () => {
        gateway.late.splice(index, 1);
        const command = answered(answer.paymentId, answer.answer, world.now);
        world.handle({ part: 'payment/payment', command }, `gateway-answer:${JSON.stringify(answer)}`);
      },
    }));
    return [...waiting.filter(({ isOpen }) => isOpen()), ...late];
  };
};

interface CustomerMove extends Move {
  readonly isOpen: () => boolean;
}

const customerMoves = ({ orders }: Scenario, number: number, world: World): readonly CustomerMove[] => {
  const orderId = orderIdOf(number);
  const handle = (type: string, data: object) => () => {
    world.handle({ part: 'ordering/order', command: { type, data } }, `customer:${type}:${orderId}`);
  };
  const isPlaced = () => world.state<OrderState>('ordering/order', orderId).status !== 'new';
  const isCancelled = () => world.state<OrderState>('ordering/order', orderId).status === 'cancelled';
  const { lines = [], token, cancels } = orders[number] ?? {};
  const total = lines.reduce((sum, { quantity }) => sum + quantity * unitPrice, 0);
  const ordered = lines.map(({ sku, quantity }) => ({ sku: skuOf(sku), quantity, unitPrice }));
  const order = { orderId, customerId: 'ada', lines: ordered, total, currency: 'EUR', paymentToken: token };
  const place = {
    name: `a customer places ${orderId}`,
    isOpen: () => !isPlaced(),
    go: handle('PlaceOrder', { ...order, placedAt: 0 }),
  };
  const cancel = {
    name: `a customer cancels ${orderId}`,
    isOpen: () => isPlaced() && !isCancelled(),
    go: handle('CancelOrder', { orderId, reason: 'customer', at: 1 }),
    disturbs: true,
  };
  return cancels ? [place, cancel] : [place];
};
