/** Lambda: reservations that waited long enough for stock. */
import { deadlineHandler } from '../platform/deadline/deadline-handler.ts';
import type { ReservationCommand } from './reservation/command.ts';
import { connections, reservations } from './wiring.ts';

export const handler = deadlineHandler('inventory.deadlines', {
  arm: connections.arm,
  aggregates: {
    'inventory/reservation': (command, cause) => reservations.handle(command as ReservationCommand, cause),
  },
});
