/** A customer who asks again under the same Idempotency-Key, until it is accepted or refused. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from '../local/shop.ts';

const tries = 20;
const pause = 250;

/** @returns the id of the order @throws Error when it was refused, or nobody could take it twenty times in a row */
export const placeInsistently = async (
  { post }: Pick<Shop, 'post'>,
  body: object,
  correlationId: string,
): Promise<string> => {
  const headers = { 'x-correlation-id': correlationId, 'idempotency-key': randomUUID() };
  for (let attempt = 1; ; attempt += 1) {
    const { status, body: answer } = await post(body, headers);
    if (status === 202) return answer.orderId;
    if (status < 500 || attempt === tries) {
      throw new Error(`expected 202, got ${status}: ${JSON.stringify(answer)}`);
    }
    await sleep(pause);
  }
};
