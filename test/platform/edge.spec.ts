/** Requests that went around the edge. */
import { describe, expect, it } from 'vitest';
import { edgeHeader } from '../../functions/platform/http/edge-header.ts';
import { httpApi } from '../../functions/platform/http/http.ts';
import { eventOf } from './things.ts';

const secret = 's'.repeat(48);
const routes = { 'POST /things/{id}': async () => ({ status: 200, body: {} }) };

const statusWith = async (headers: object, expected: string | undefined): Promise<unknown> => {
  const answer = await httpApi(routes, expected)(eventOf('{}', {}, headers));
  return answer.statusCode;
};

describe('where there is an edge', () => {
  it('a request that shows its secret is answered', async () => {
    expect(await statusWith({ [edgeHeader]: secret }, secret)).toBe(200);
  });

  it.each([
    ['nothing', {}],
    ['an empty secret', { [edgeHeader]: '' }],
    ['another secret', { [edgeHeader]: 't'.repeat(48) }],
    ['the beginning of it', { [edgeHeader]: secret.slice(1) }],
  ])('a request that shows %s is refused', async (_what, headers) => {
    expect(await statusWith(headers, secret)).toBe(403);
  });
});

it('where there is none, nothing is asked for', async () => {
  expect(await statusWith({}, undefined)).toBe(200);
});
