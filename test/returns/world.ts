/** A return among others that answer late, twice, or not at all, with a clock that moves when it is told to. */

import { type Deadline, isRefusal } from '../../functions/platform/commit/decider.ts';
import { type ReturnCommand, returnDecider } from '../../functions/returns/decider.ts';
import { fired } from '../../functions/returns/fired.ts';
import { type HeardEvent, policy } from '../../functions/returns/policy.ts';
import type { TimedCommand } from '../../functions/returns/steps/decider.ts';
import type { StockItemCommand } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import type { PaymentCommand } from '../../schemas/payment/payment.commands/contract.gen.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';

export type Sent = StockItemCommand | PaymentCommand;

const { decide, evolve, initial, sends = () => [], deadlines = () => [] } = returnDecider;

/** @param refunds whether payment gives the money back, or refuses to */
export const worldOf = (refunds: boolean) => {
  let [now, state] = [0, initial];
  const history: ReturnEvent[] = [];
  /** Commands and replies on their way, and deadlines that are armed. */
  const [commands, replies, armed]: [Sent[], HeardEvent[], Deadline<TimedCommand>[]] = [[], [], []];
  const done = new Set<string>();
  const books = { shelf: 0, setAside: 0, refunds: 0 };

  const handle = (command: ReturnCommand): void => {
    const decision = decide(command, state);
    if (isRefusal(decision)) return;
    for (const event of decision) {
      state = evolve(state, event);
      history.push(event);
      commands.push(...(sends(event) as readonly Sent[]));
      armed.push(...(deadlines(event) as readonly Deadline<TimedCommand>[]));
    }
  };

  /** Others do a command once, by the return's id, and answer once. */
  const perform = (command: Sent): readonly HeardEvent[] => {
    const key = command.type === 'RefundPayment' ? command.type : `${command.type} ${command.data.sku}`;
    if (done.has(key)) return [];
    done.add(key);
    return replyTo(command);
  };

  const replyTo = ({ type, data }: Sent): readonly HeardEvent[] => {
    switch (type) {
      case 'TakeBackStock':
        books.shelf += data.quantity;
        books.setAside += data.quantity;
        return [{ type: 'StockTakenBack', data: { ...data, takenBackAt: now } }];
      case 'ReleaseStock':
        books.setAside -= data.quantity;
        return [{ type: 'StockReleased', data: { ...data, releasedAt: now } }];
      case 'DispatchStock':
        books.shelf -= data.quantity;
        books.setAside -= data.quantity;
        return [{ type: 'StockDispatched', data: { ...data, dispatchedAt: now } }];
      case 'RefundPayment':
        if (!refunds) return [{ type: 'RefundRejected', data: { ...data, reason: 'no', rejectedAt: now } }];
        books.refunds += data.amount;
        return [{ type: 'PaymentRefunded', data: { ...data, refundedAt: now } }];
      case 'ReserveStock':
        return [];
    }
  };

  return {
    commands,
    replies,
    books,
    history,
    handle,
    now: () => now,
    status: () => state.status,
    /** Others take a command up. */
    deliver: (command: Sent) => replies.push(...perform(command)),
    hear: (reply: HeardEvent) => handle(policy(reply, now)),
    /** Moves the clock on to the next deadline, which may then be taken up later still. */
    wait: (late = 0): boolean => {
      armed.sort((a, b) => a.at - b.at);
      const due = armed.shift();
      if (due === undefined) return false;
      now = Math.max(now, due.at) + late;
      handle(fired(due.command, now));
      return true;
    },
  };
};

export type World = ReturnType<typeof worldOf>;
