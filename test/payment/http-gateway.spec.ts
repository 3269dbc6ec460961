/** The gateway's adapter against a server that answers as each test wants it to. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpGateway } from '../../functions/payment/http-gateway.ts';
import { DependencyDown } from '../../functions/platform/failure.ts';
import { serve } from '../../local/http-server.ts';
import { freePort } from '../../local/ports.ts';

const request = { paymentId: 'p-1', amount: 900, currency: 'EUR', token: 'approve' };
const held = { amount: 900, currency: 'EUR' };
const authorized = { outcome: 'authorized', authorizationId: 'a-1', ...held } as const;
const capture = { paymentId: 'p-1', authorizationId: 'a-1', ...held };
const refund = { paymentId: 'p-1', refundId: 'r-1', ...held };

interface Asked {
  readonly path: string | undefined;
  readonly key: string | string[] | undefined;
  readonly body: unknown;
}

/** Notes what it was asked; `answer` gets how often that was, from 1. */
const gatewayThat = async (answer: (response: ServerResponse, times: number) => void, patience = 5_000) => {
  const asked: Asked[] = [];
  const listener: RequestListener = async (message: IncomingMessage, response) => {
    const body: unknown = JSON.parse(await text(message));
    asked.push({ path: message.url, key: message.headers['idempotency-key'], body });
    answer(response, asked.length);
  };
  const { url, stop } = await serve(listener, 0);
  onTestFinished(stop);
  return { asked, gateway: httpGateway({ url, patience }) };
};

const says = (answer: object) => (response: ServerResponse) => response.end(JSON.stringify(answer));
const saysNothing = () => undefined;

describe('an authorization', () => {
  it('is asked for under the payment’s id', async () => {
    const { asked, gateway } = await gatewayThat(says(authorized));
    expect(await gateway.authorize({ ...request, more: 'of the event' } as typeof request)).toEqual(
      authorized,
    );
    expect(asked).toEqual([{ path: '/authorizations', key: 'p-1', body: request }]);
  });

  it('may be declined', async () => {
    const { gateway } = await gatewayThat(says({ outcome: 'declined' }));
    expect(await gateway.authorize(request)).toEqual({ outcome: 'declined' });
  });

  it('is asked for again under the same key when no answer comes', async () => {
    const { asked, gateway } = await gatewayThat(
      (response, times) => (times === 1 ? saysNothing() : says(authorized)(response)),
      2_000,
    );
    expect(await gateway.authorize(request)).toEqual(authorized);
    expect(asked.map(({ key }) => key)).toEqual(['p-1', 'p-1']);
  });

  it('has timed out when no answer came twice', async () => {
    const { asked, gateway } = await gatewayThat(saysNothing, 1_000);
    expect(await gateway.authorize(request)).toEqual({ outcome: 'timed-out' });
    expect(asked).toHaveLength(2);
  });

  it('has timed out when the answer does not come to its end', async () => {
    const { gateway } = await gatewayThat((response) => response.writeHead(200).write('{'), 100);
    expect(await gateway.authorize(request)).toEqual({ outcome: 'timed-out' });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['with a failure', (response) => response.writeHead(500).end()],
    ['with something else than JSON', (response) => response.end('<html>')],
    ['with an outcome that there is not', says({ outcome: 'perhaps' })],
    ['with an authorization without its id', says({ outcome: 'authorized', ...held })],
    ['with an authorization of no amount', says({ outcome: 'authorized', authorizationId: 'a-1' })],
  ])('is to be tried again when the gateway answers %s', async (_what, answer) => {
    const { gateway } = await gatewayThat(answer);
    await expect(gateway.authorize(request)).rejects.toMatchObject({ name: 'TransientFailure' });
  });
});

it.each([
  ['is down', true, 503],
  ['is down', true, 500],
  ['throttles us', false, 429],
  ['refuses the request', false, 422],
])('knows that the gateway %s (%s) by a %i', async (_what, down, status) => {
  const { gateway } = await gatewayThat((response) => response.writeHead(status).end());
  const errors = await Promise.all(
    [gateway.authorize(request), gateway.void('p-1'), gateway.capture(capture), gateway.refund(refund)].map(
      (asked) =>
        asked.then(
          () => undefined,
          (error: unknown) => error,
        ),
    ),
  );
  expect(errors.map((error) => error instanceof DependencyDown)).toEqual([down, down, down, down]);
});

it.each([
  [400, 'PermanentFailure'],
  [422, 'PermanentFailure'],
  [408, 'TransientFailure'],
  [429, 'TransientFailure'],
  [503, 'TransientFailure'],
])('takes %i for a %s', async (status, name) => {
  const { gateway } = await gatewayThat((response) => response.writeHead(status).end());
  await expect(gateway.authorize(request)).rejects.toMatchObject({ name });
  await expect(gateway.void('p-1')).rejects.toMatchObject({ name });
  await expect(gateway.capture(capture)).rejects.toMatchObject({ name });
  await expect(gateway.refund(refund)).rejects.toMatchObject({ name });
});

it('asks for a capture under the payment’s id, and for a refund under its own', async () => {
  const { asked, gateway } = await gatewayThat(says({}));
  await gateway.capture({ ...capture, more: 'of the event' } as typeof capture);
  await gateway.refund({ ...refund, more: 'of the event' } as typeof refund);
  expect(asked).toEqual([
    { path: '/captures', key: 'p-1', body: capture },
    { path: '/refunds', key: 'r-1', body: refund },
  ]);
});

describe('a void', () => {
  it('is asked for under the payment’s id', async () => {
    const { asked, gateway } = await gatewayThat(says({}));
    await gateway.void('p-1');
    expect(asked).toEqual([{ path: '/voids', key: 'p-1', body: { paymentId: 'p-1' } }]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['fails', (response) => response.writeHead(503).end()],
    ['does not answer', saysNothing],
  ])('is to be tried again when the gateway %s', async (_what, answer) => {
    const { gateway } = await gatewayThat(answer, 100);
    await expect(gateway.void('p-1')).rejects.toMatchObject({ name: 'TransientFailure' });
  });
});

it('is to be tried again when nobody listens', async () => {
  const gateway = httpGateway({ url: `http://127.0.0.1:${await freePort()}` });
  await expect(gateway.authorize(request)).rejects.toBeInstanceOf(DependencyDown);
  await expect(gateway.void('p-1')).rejects.toBeInstanceOf(DependencyDown);
});
