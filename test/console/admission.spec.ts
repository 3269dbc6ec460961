/** Who is let in to the console, and who is not. */
import { describe, expect, it } from 'vitest';
import { type Asked, refusalOf } from '../../console/server/admission.ts';

const house = { port: 8083, token: 'the-token' };
const own = { host: '127.0.0.1:8083', 'x-console-token': 'the-token' };
const statusOf = (headers: Asked['headers'], path = '/api/session', method = 'GET') =>
  refusalOf({ method, path, headers }, house)?.status;

describe('the page itself', () => {
  it('may be opened by who types its address', () => {
    expect(statusOf({ host: '127.0.0.1:8083' }, '/map')).toBeUndefined();
    expect(statusOf({ host: 'localhost:8083', 'sec-fetch-site': 'none' }, '/')).toBeUndefined();
  });

  it('is not opened by another page', () => {
    for (const site of ['cross-site', 'same-site']) {
      expect(statusOf({ host: '127.0.0.1:8083', 'sec-fetch-site': site }, '/map')).toBe(403);
    }
  });

  it('takes nothing', () => {
    expect(statusOf({ host: '127.0.0.1:8083' }, '/map', 'POST')).toBe(405);
  });
});

describe('the API', () => {
  it('answers the page, and a program that has the token', () => {
    expect(statusOf(own)).toBeUndefined();
    expect(
      statusOf(
        { ...own, origin: 'http://127.0.0.1:8083', 'sec-fetch-site': 'same-origin' },
        '/api/x',
        'POST',
      ),
    ).toBeUndefined();
  });

  it.each([
    ['without a token', { host: '127.0.0.1:8083' }, 401],
    ['with another run’s token', { ...own, 'x-console-token': 'another' }, 401],
    ['with a part of the token', { ...own, 'x-console-token': 'the-toke' }, 401],
    ['with two tokens', { ...own, 'x-console-token': ['the-token', 'the-token'] }, 401],
    ['by a name that was made to point here', { ...own, host: 'evil.example:8083' }, 421],
    ['by a name of another port', { ...own, host: '127.0.0.1:8084' }, 421],
    ['without a host', { 'x-console-token': 'the-token' }, 421],
    ['from another page', { ...own, origin: 'https://evil.example' }, 403],
    ['from another port’s page', { ...own, origin: 'http://127.0.0.1:3000' }, 403],
    ['from a page without an origin', { ...own, origin: 'null' }, 403],
    ['as its browser says of another page', { ...own, 'sec-fetch-site': 'cross-site' }, 403],
    ['from a page of another port, as its browser says', { ...own, 'sec-fetch-site': 'same-site' }, 403],
  ])('refuses who comes %s', (_who, headers, status) => {
    expect(statusOf(headers)).toBe(status);
    expect(statusOf(headers, '/api/failures/redrive', 'POST')).toBe(status);
  });
});
