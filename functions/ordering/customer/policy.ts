/** What a counterparty of the old CRM is to us: a customer; the one table between its words and ours. */
import type { CounterpartyEvent } from '../../../schemas/crm/counterparty/contract.gen.ts';
import type { ReadsOf } from '../../../schemas/reads.ts';

/** The foreign events that the replica of customers listens to. */
export const heard = ['CounterpartyRegistered', 'CounterpartyAmended', 'CounterpartyClosed'] as const;

export type HeardEvent = Extract<CounterpartyEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  CounterpartyRegistered: ['cptyNo', 'nm1', 'nm2', 'emailAdr', 'langCd', 'statCd', 'lstUpd'],
  CounterpartyAmended: ['cptyNo', 'nm1', 'nm2', 'emailAdr', 'langCd', 'statCd', 'lstUpd'],
  CounterpartyClosed: ['cptyNo', 'lstUpd'],
} as const satisfies ReadsOf<HeardEvent>;

/** Whether a customer may order, and why not. */
export type Standing =
  | { readonly standing: 'active'; readonly reason: undefined }
  | { readonly standing: 'blocked' | 'closed'; readonly reason: string };

export type CustomerCommand =
  | {
      readonly type: 'RecordCustomer';
      readonly data: Standing & {
        /** The user's name in the pool. */
        readonly customerId: string;
        readonly name: string;
        readonly email: string | undefined;
        readonly language: string;
        /** Milliseconds since 1970. */
        readonly changedAt: number;
      };
    }
  | {
      readonly type: 'CloseCustomer';
      readonly data: Standing & { readonly customerId: string; readonly changedAt: number };
    };

export const policy = ({ type, data }: HeardEvent): CustomerCommand => {
  const known = { customerId: customerIdOf(data.cptyNo), changedAt: data.lstUpd };
  switch (type) {
    case 'CounterpartyRegistered':
    case 'CounterpartyAmended': {
      const { nm1, nm2, emailAdr, langCd, statCd } = data;
      const email = emailAdr.trim() || undefined;
      const person = { name: nameOf(nm2, nm1), email, language: languageOf(langCd) };
      return { type: 'RecordCustomer', data: { ...known, ...person, ...standingOf(statCd) } };
    }
    case 'CounterpartyClosed':
      return { type: 'CloseCustomer', data: { ...known, ...closed } };
  }
};

/** The old system writes its numbers in capitals, and the user pool its names without. */
const customerIdOf = (cptyNo: string): string => cptyNo.toLowerCase();

/** A company has no first name. */
const nameOf = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');

const languages = new Map([
  ['D', 'de'],
  ['E', 'en'],
  ['F', 'fr'],
]);

const languageOf = (langCd: string): string => languages.get(langCd) ?? 'en';

const closed = { standing: 'closed', reason: 'closed' } as const;

const standings = new Map<string, Standing>([
  ['A', { standing: 'active', reason: undefined }],
  ['S', { standing: 'blocked', reason: 'suspended' }],
  ['X', closed],
]);

/** Who stands in a way that we do not know may not order. */
const standingOf = (statCd: string): Standing =>
  standings.get(statCd) ?? { standing: 'blocked', reason: `status ${JSON.stringify(statCd)}` };
