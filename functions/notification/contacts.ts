/** Our own replica of who is reached how, kept by what the CRM says. */
import type { Key } from '../platform/commit/commit.ts';
import type { Origin } from '../platform/contract/reader.ts';
import type { ProjectionStore } from '../platform/projection/projection-store.ts';
import type { Contact } from './mail.ts';
import { customerKey } from './message.ts';

/** One whose counterparty is closed is written to no more. */
export interface KnownContact extends Contact {
  readonly closed: boolean;
}

/** All of them throw TransientFailure when DynamoDB gives no answer. */
export interface Contacts {
  /** Whatever is newer than what is known is taken. */
  readonly take: (customerId: string, contact: Contact, origin: Origin) => Promise<void>;
  readonly close: (customerId: string, origin: Origin) => Promise<void>;
  /** As it stands, strongly consistent; undefined for one whom the CRM has not told us of. */
  readonly of: (customerId: string) => Promise<KnownContact | undefined>;
}

const keyOf = (customerId: string): Key => ({ pk: customerKey(customerId), sk: 'contact' });

export const contacts = (rows: ProjectionStore): Contacts => ({
  take: async (customerId, { name, email, language }, origin) => {
    const set = { name, email, language, closed: false };
    await rows.take({ key: keyOf(customerId), set }, origin);
  },
  close: async (customerId, origin) => {
    await rows.take({ key: keyOf(customerId), set: { closed: true } }, origin);
  },
  of: (customerId) => rows.read<KnownContact>(keyOf(customerId)),
});
