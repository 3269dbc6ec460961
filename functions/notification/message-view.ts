/** Messages as their customer sees them, page by page. */
import { invalid } from '../platform/http/request-body.ts';
import type * as z from '../platform/zod.ts';
import { type MessageRow, newsFor } from './message.ts';
import type { readMessages } from './routes.ts';

export type MessagesPage = z.infer<typeof readMessages.answer.body>;

export const pageSize = 50;

/** @param rows up to one more than fits on the page, which tells that there is a next one */
export const pageOf = (rows: readonly MessageRow[], now: number): MessagesPage => {
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  const messages = shown.map((row) => viewOf(row, now));
  return last === undefined ? { messages } : { messages, next: cursorOf(last) };
};

/** What waited until its news were old is sent no more, though nobody wrote that down. */
const viewOf = (row: MessageRow, now: number): MessagesPage['messages'][number] => {
  const { mail, at, status, reason, to, language, subject, text, sentAt } = row;
  const ended = status === 'sent' || status === 'undeliverable';
  const standing = ended || at >= now - newsFor ? { status, reason } : tooLate;
  const { orderId } = mail.data;
  return { orderId, template: mail.template, at, ...standing, to, language, subject, text, sentAt };
};

const tooLate = { status: 'undeliverable', reason: 'not possible in time' } as const;

const cursorOf = ({ sk }: MessageRow): string => Buffer.from(sk).toString('base64url');

/** @returns the sort key that the page before ended with. @throws ProblemError 400 for a cursor that is none of ours */
export const placeIn = (cursor: string | undefined): string | undefined => {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString();
  if (/^message#\d{15}#[^\p{Cc}]{1,900}$/u.test(place)) return place;
  throw invalid([{ path: 'cursor', detail: 'expected `next` of another page' }]);
};
