/** Lambda: orders that waited long enough. */
import { deadlineHandler } from '../platform/deadline/deadline-handler.ts';
import type { OrderCommand } from './command.ts';
import { connections, orders } from './wiring.ts';

export const handler = deadlineHandler('ordering.deadlines', {
  arm: connections.arm,
  aggregates: {
    'ordering/order': (command, cause) => orders.handle(command as OrderCommand, cause),
  },
});
