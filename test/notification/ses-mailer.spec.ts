/** SES's adapter against a server that answers as each test wants it to. */
import type { ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sesMailer } from '../../functions/notification/ses-mailer.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { serve } from '../../local/http-server.ts';
import { freePort } from '../../local/ports.ts';

const letter = { subject: 'Grüße', text: 'text', html: '<p>text' };
const from = 'orders@example.org';

/** Notes what it was asked. */
const sesThat = async (answer: (response: ServerResponse) => void, answersWithin = 5_000) => {
  const asked: unknown[] = [];
  const { url, stop } = await serve(async (request, response) => {
    asked.push({ path: request.url, body: await json(request) });
    answer(response);
  }, 0);
  onTestFinished(stop);
  return { asked, mailer: sesMailer({ from, configuration: clientConfiguration(url), answersWithin }) };
};

/** https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization */
const refuses =
  (status: number, name: string, message = 'no') =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
    response.end(JSON.stringify({ message }));
  };

it('hands the letter over, from us to its customer', async () => {
  const { asked, mailer } = await sesThat((response) => response.end('{"MessageId":"m-1"}'));
  expect(await mailer.send('ada@example.com', letter)).toEqual({ outcome: 'accepted', mailId: 'm-1' });
  const Charset = 'UTF-8';
  const Body = { Text: { Data: 'text', Charset }, Html: { Data: '<p>text', Charset } };
  const body = {
    FromEmailAddress: from,
    Destination: { ToAddresses: ['ada@example.com'] },
    Content: { Simple: { Subject: { Data: 'Grüße', Charset }, Body } },
  };
  expect(asked).toEqual([{ path: '/v2/email/outbound-emails', body }]);
});

it.each(['MessageRejected', 'BadRequestException'])('takes %s for a no to this letter', async (name) => {
  const { mailer } = await sesThat(refuses(400, name));
  expect(await mailer.send('nobody', letter)).toEqual({ outcome: 'refused', reason: `${name}: no` });
});

describe('is a permanent failure when SES says', () => {
  it.each([
    [400, 'MailFromDomainNotVerifiedException', 'no'],
    [400, 'AccountSuspendedException', 'no'],
    [400, 'SendingPausedException', 'no'],
    [404, 'NotFoundException', 'no'],
    [403, 'AccessDeniedException', 'no'],
    [400, 'MessageRejected', 'Email address is not verified. The following identities failed the check'],
  ])('%i %s: %s', async (status, name, message) => {
    const { mailer } = await sesThat(refuses(status, name, message));
    await expect(mailer.send('ada@example.com', letter)).rejects.toMatchObject({
      name: 'PermanentFailure',
      message: expect.stringContaining(name),
    });
  });
});

/** Whoever tries again is who knows what that can mean: not the client. */
describe('asks once, and is a transient failure, when SES', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['has too many requests', refuses(429, 'TooManyRequestsException')],
    ['has no quota left', refuses(400, 'LimitExceededException')],
    ['is down', refuses(500, 'InternalFailure')],
    ['answers with something else than JSON', (response) => response.writeHead(502).end('<html>')],
    ['hangs up', (response) => response.destroy()],
    ['does not answer', () => undefined],
  ])('%s', async (_what, answer) => {
    const { asked, mailer } = await sesThat(answer, 300);
    await expect(mailer.send('ada@example.com', letter)).rejects.toMatchObject({ name: 'TransientFailure' });
    expect(asked).toHaveLength(1);
  });

  it('is not to be reached', async () => {
    const configuration = clientConfiguration(`http://127.0.0.1:${await freePort()}`);
    await expect(sesMailer({ from, configuration }).send('ada@example.com', letter)).rejects.toMatchObject({
      name: 'TransientFailure',
    });
  });
});
