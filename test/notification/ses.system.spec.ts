/** The emulator's SES takes our letters as the real one does, and keeps them where they can be read. */
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, inject, it } from 'vitest';
import { sesMailer } from '../../functions/notification/ses-mailer.ts';
import { letterOf } from '../../functions/notification/templates.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { mailsOf } from '../../local/mails.ts';

const configuration = clientConfiguration(inject('awsEndpoint'));
const mailerFrom = (from: string) => sesMailer({ from, configuration });

it('keeps what it took', async () => {
  const EmailIdentity = 'letters.example';
  await new SESv2Client(configuration).send(new CreateEmailIdentityCommand({ EmailIdentity }));
  const mail = { template: 'order-cancelled', data: { orderId: 'o-1', reason: 'out-of-stock' } } as const;
  const letter = letterOf(mail, { language: 'de', name: 'Zoë <b>' });
  const before = Date.now();
  expect(await mailerFrom('orders@letters.example').send('zoe@example.com', letter)).toMatchObject({
    outcome: 'accepted',
    mailId: expect.stringMatching(/./),
  });
  const mails = (await mailsOf(inject('awsEndpoint'))).filter(({ to }) => to.includes('zoe@example.com'));
  expect(mails).toEqual([
    { from: 'orders@letters.example', to: ['zoe@example.com'], ...letter, at: expect.any(Number) },
  ]);
  expect(Math.abs((mails[0]?.at ?? 0) - before)).toBeLessThan(60_000);
});

it('takes nothing from a domain that it has not verified', async () => {
  const letter = { subject: 's', text: 't', html: 'h' };
  await expect(mailerFrom('orders@elsewhere.example').send('zoe@example.com', letter)).rejects.toMatchObject({
    name: 'PermanentFailure',
  });
});
