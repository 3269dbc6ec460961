/** A post office of the tests' own: a table on the emulator, a clock, and a carrier that keeps every letter. */
import { randomUUID } from 'node:crypto';
import { contacts } from '../../functions/notification/contacts.ts';
import type { Letter } from '../../functions/notification/letter.ts';
import type { Mailer, MailerAnswer } from '../../functions/notification/mailer.ts';
import { messagePages } from '../../functions/notification/message-pages.ts';
import { messageStore } from '../../functions/notification/message-store.ts';
import { notifications } from '../../functions/notification/notifications.ts';
import { sender, type Told } from '../../functions/notification/sender.ts';
import { projectionStore } from '../../functions/platform/projection/projection-store.ts';
import { dynamodbAt, newTable } from '../tables.ts';
import type { Step } from './steps.ts';

export interface Carried extends Letter {
  readonly to: string;
}

export interface Process {
  /** Around each call to DynamoDB and each to the carrier. @default nothing */
  readonly step?: Step;
  readonly sideEffects?: boolean;
  /** What the carrier says. @default it accepts every letter, and keeps it */
  readonly answer?: (letter: Carried) => MailerAnswer | Promise<MailerAnswer>;
}

export type Post = Awaited<ReturnType<typeof openPost>>;

export const openPost = async (awsEndpoint: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const table = await newTable(dynamodb, 'messages');
  const clock = { now: Date.UTC(2026, 2, 7) };
  const letters: Carried[] = [];
  const told: Told[] = [];

  /** Our own code as one process runs it, with clients of its own. */
  const process = ({
    step = (_what, perform) => perform(),
    sideEffects = true,
    answer = accepts,
  }: Process = {}) => {
    const client = dynamodbAt(awsEndpoint);
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) =>
          step(commandName, () => next(args)),
      {
        step: 'initialize',
      },
    );
    const mailer: Mailer = {
      send: (to, letter) =>
        step('Send', async () => {
          const answered = await answer({ to, ...letter });
          if (answered.outcome === 'accepted') letters.push({ to, ...letter });
          return answered;
        }),
    };
    const ours = { contacts: contacts(projectionStore(client, table)), pages: messagePages(client, table) };
    const rest = { mailer, now: () => clock.now, tell: (what: Told) => told.push(what) };
    return notifications({
      contacts: ours.contacts,
      sideEffects,
      sender: sender({ ...ours, ...rest, messages: messageStore(client, table) }),
    });
  };

  return { dynamodb, table, clock, letters, told, process, pages: messagePages(dynamodb, table) };
};

const accepts = (): MailerAnswer => ({ outcome: 'accepted', mailId: randomUUID() });
