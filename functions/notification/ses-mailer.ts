/** Letters by Amazon SES. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
import { SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PermanentFailure, TransientFailure } from '../platform/failure.ts';
import { inCallSpan } from '../platform/tracing/call-span.ts';
import type { Letter } from './letter.ts';
import { type Mailer, type MailerAnswer, patience } from './mailer.ts';

export interface SesMailerProps {
  /** An address of a domain that SES has verified. */
  readonly from: string;
  /** @default the environment's own region, endpoint and credentials */
  readonly configuration?: SESv2ClientConfig;
  /** How long an attempt may take, milliseconds. @default what the port promises */
  readonly answersWithin?: number;
}

export const sesMailer = ({ from, configuration = {}, answersWithin = patience }: SesMailerProps): Mailer => {
  // One attempt: a client that tries again by itself after a lost answer sends twice.
  const client = new SESv2Client({ ...configuration, maxAttempts: 1 });
  return {
    send: async (to, letter): Promise<MailerAnswer> => {
      const abortSignal = AbortSignal.timeout(answersWithin);
      try {
        const send = () => client.send(commandOf(from, to, letter), { abortSignal });
        const { MessageId = '' } = await inCallSpan('SES SendEmail', 'ses', send);
        return { outcome: 'accepted', mailId: MessageId };
      } catch (error) {
        return refusedBy(error);
      }
    },
  };
};

const commandOf = (from: string, to: string, { subject, text, html }: Letter): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: {
      Simple: {
        Subject: { Data: subject, Charset: 'UTF-8' },
        Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
      },
    },
  });

/** What SES finds wrong with a letter or its address. */
const ofTheLetter = new Set(['MessageRejected', 'BadRequestException']);

/** What SES finds wrong with our account, our domain or our permissions. */
const ofOurs = new Set([
  'MailFromDomainNotVerifiedException',
  'AccountSuspendedException',
  'SendingPausedException',
  'NotFoundException',
  'AccessDeniedException',
]);

const refusedBy = (cause: unknown): MailerAnswer => {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  // Under the same name as a bad letter: that our own address is not verified.
  if (ofOurs.has(name) || (name === 'MessageRejected' && /not verified/i.test(message))) {
    throw new PermanentFailure(`SES takes nothing from us: ${name}: ${message}`, { cause });
  }
  if (ofTheLetter.has(name)) return { outcome: 'refused', reason: `${name}: ${message}` };
  throw new TransientFailure(`SES did not say that it took the letter: ${name}: ${message}`, { cause });
};
