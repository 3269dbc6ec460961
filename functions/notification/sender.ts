/**
 * Sends each message at most once, in every crash but one: see docs/notification.md.
 *
 * A message is noted before its contact is looked for, and a contact is taken before its open messages are looked for.
 * So whichever comes second finds the other, and a message without a contact holds up nobody.
 */
import { randomUUID } from 'node:crypto';
import { PermanentFailure, TransientFailure } from '../platform/failure.ts';
import type { Contacts, KnownContact } from './contacts.ts';
import type { Letter } from './letter.ts';
import { type Mailer, patience } from './mailer.ts';
import { type Message, newsFor } from './message.ts';
import type { MessagePages } from './message-pages.ts';
import type { MessageStore } from './message-store.ts';
import { letterOf } from './templates.ts';

export interface SenderProps {
  readonly contacts: Contacts;
  readonly messages: MessageStore;
  readonly pages: MessagePages;
  readonly mailer: Mailer;
  readonly now: () => number;
  /** Told what became of a message. */
  readonly tell: (what: Told, message: Pick<Message, 'key' | 'correlationId'>, reason?: string) => void;
}

export type Told = 'too old' | 'no contact yet' | 'sent' | 'undeliverable';

export interface Sender {
  /** @throws TransientFailure while another sends it, or when it could not be sent now */
  readonly write: (message: Message) => Promise<void>;
  /** Sends what waited for a contact, in the order of its events, or gives it up. @throws as `write` */
  readonly contactKnown: (customerId: string) => Promise<void>;
}

/** How long a claim keeps others away, milliseconds: several times what its holder needs. */
export const lease = 3 * patience;

export const sender = (props: SenderProps): Sender => {
  const { contacts, messages, pages, now, tell } = props;
  return {
    write: async (message) => {
      if (message.at < now() - newsFor) return tell('too old', message);
      const status = await messages.note(message);
      if (status === 'sent' || status === 'undeliverable') return;
      const contact = await contacts.of(message.customerId);
      if (contact === undefined) return tell('no contact yet', message);
      await attempt(props, message, contact);
    },
    contactKnown: async (customerId) => {
      const contact = await contacts.of(customerId);
      if (contact === undefined) return;
      const failures: unknown[] = [];
      for (const { pk, sk, ...row } of await pages.open(customerId, now() - newsFor)) {
        // One that can never be sent must not keep those behind it waiting.
        await attempt(props, { ...row, key: { pk, sk } }, contact).catch((error) => failures.push(error));
      }
      const first = failures.find((error) => error instanceof TransientFailure) ?? failures[0];
      if (first !== undefined) throw first;
    },
  };
};

const attempt = async (props: SenderProps, message: Message, contact: KnownContact): Promise<void> => {
  const { messages, now, tell } = props;
  const { key } = message;
  const [by, at] = [randomUUID(), now()];
  const claimed = await messages.claim(key, { by, at, until: at + lease });
  if (claimed === 'sending')
    throw new TransientFailure(`${key.sk} is being sent by another, or was until it crashed`);
  if (claimed !== 'claimed') return;
  const ended = await endOf(props, message, contact, at + lease).catch(async (error: unknown) => {
    // Whoever crashes instead leaves its claim behind, and so does whoever cannot give it back: it ends by itself.
    await messages.release(key, by).catch(() => undefined);
    throw error;
  });
  if ('reason' in ended) {
    await messages.giveUp(key, by, ended.reason);
    return tell('undeliverable', message, ended.reason);
  }
  await messages.sent(key, { ...ended, sentAt: now() });
  tell('sent', message);
};

type End = { readonly reason: string } | Omit<Parameters<MessageStore['sent']>[1], 'sentAt'>;

/** The only place that hands a letter over. */
const endOf = async (
  { mailer, now }: SenderProps,
  { mail }: Message,
  contact: KnownContact,
  until: number,
): Promise<End> => {
  const { closed, email: to, language } = contact;
  if (closed) return { reason: 'closed' };
  if (to === '') return { reason: 'no-address' };
  const letter = written(mail, contact);
  // A claim that took long to get may end while the letter is under way, and another would send it too.
  if (now() + patience > until) throw new TransientFailure('the claim took so long that it is about to end');
  const answer = await mailer.send(to, letter);
  if (answer.outcome === 'refused') return { reason: answer.reason };
  const { subject, text } = letter;
  return { to, language, subject, text, mailId: answer.mailId };
};

const written = (mail: Message['mail'], contact: KnownContact): Letter => {
  try {
    return letterOf(mail, contact);
  } catch (cause) {
    throw new PermanentFailure(`no letter ${mail.template} can be written: ${String(cause)}`, { cause });
  }
};
