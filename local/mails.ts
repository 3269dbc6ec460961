/** The letters that the emulator's SES took, since it delivers none. */
import * as z from 'zod';
import { account } from './emulated-aws.ts';

export interface KeptMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const kept = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        Source: z.string(),
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.string(),
        BodyHtml: z.string().nullable(),
        Timestamp: z.number(),
      }),
    ),
  ),
});

/** All of them, in the order in which they were sent. */
export const mailsOf = async (awsEndpoint: string): Promise<readonly KeptMail[]> => {
  const response = await fetch(`${awsEndpoint}/_ministack/ses/messages?account=${account}`);
  if (!response.ok) throw new Error(`the emulator answered ${response.status} when asked for its letters`);
  const { messages } = kept.parse(await response.json());
  return (messages[account] ?? []).map(({ Source, To, Subject, BodyText, BodyHtml, Timestamp }) => ({
    from: Source,
    to: To,
    subject: Subject,
    text: BodyText,
    html: BodyHtml ?? '',
    at: Math.round(Timestamp * 1_000),
  }));
};
