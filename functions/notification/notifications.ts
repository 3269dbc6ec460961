/** What is done about an event that concerns us. */
import type { Heard } from '../platform/contract/reader.ts';
import type { Contacts } from './contacts.ts';
import { messageKey } from './message.ts';
import { type HeardEvent, policy } from './policy.ts';
import type { Sender } from './sender.ts';

export interface NotificationsProps {
  readonly contacts: Contacts;
  readonly sender: Sender;
  /** Whether letters are sent; a replay takes the contacts alone. */
  readonly sideEffects: boolean;
}

/** @throws TransientFailure or PermanentFailure, as what it calls does */
export const notifications =
  ({ contacts, sender, sideEffects }: NotificationsProps) =>
  async ({ event, cause, origin }: Heard<HeardEvent>): Promise<object> => {
    const command = policy(event);
    switch (command?.type) {
      case 'WriteMail': {
        if (!sideEffects) break;
        const { customerId, mail } = command.data;
        const [key, { correlationId }] = [messageKey(customerId, origin), cause];
        await sender.write({ key, customerId, mail, at: origin.at, correlationId });
        break;
      }
      case 'TakeContact': {
        const { customerId, ...contact } = command.data;
        await contacts.take(customerId, contact, origin);
        // After a repeat too: the first time may have crashed before it came here.
        if (sideEffects) await sender.contactKnown(customerId);
        break;
      }
      case 'CloseContact': {
        const { customerId } = command.data;
        await contacts.close(customerId, origin);
        if (sideEffects) await sender.contactKnown(customerId);
      }
    }
    return {};
  };
