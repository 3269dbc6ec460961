/** Notification's dependencies, from its environment. */
import { dynamodbClient } from '../platform/commit/dynamodb-client.ts';
import { connected } from '../platform/connected.ts';
import { environment } from '../platform/environment.ts';
import { logger } from '../platform/observed.ts';
import { projectionStore } from '../platform/projection/projection-store.ts';
import * as z from '../platform/zod.ts';
import { contacts as contactsIn } from './contacts.ts';
import { messagePages } from './message-pages.ts';
import { messageStore } from './message-store.ts';
import { notifications } from './notifications.ts';
import { type SenderProps, sender } from './sender.ts';
import { sesMailer } from './ses-mailer.ts';

const { TABLE_NAME, MAIL_FROM, SIDE_EFFECTS } = environment(
  {
    TABLE_NAME: z.string().check(z.minLength(1)),
    MAIL_FROM: z.email(),
    /** `off` where a replay is heard: contacts are taken, and nothing is sent. */
    SIDE_EFFECTS: z._default(z.enum(['on', 'off']), 'on'),
  },
  process.env,
);

export const connections = connected(process.env);

const dynamodb = dynamodbClient();
const contacts = contactsIn(projectionStore(dynamodb, TABLE_NAME));

export const pages = messagePages(dynamodb, TABLE_NAME);

const tell: SenderProps['tell'] = (what, { key, correlationId }, reason) => {
  const details = { what, message: key.sk, customer: key.pk, correlationId, reason };
  if (what === 'undeliverable') logger.warn('message', details);
  else logger.info('message', details);
};

export const handle = notifications({
  contacts,
  sideEffects: SIDE_EFFECTS === 'on',
  sender: sender({
    contacts,
    messages: messageStore(dynamodb, TABLE_NAME),
    pages,
    mailer: sesMailer({ from: MAIL_FROM }),
    now: Date.now,
    tell,
  }),
});
