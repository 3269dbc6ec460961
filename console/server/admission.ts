/**
 * Which requests are let in: from this machine's own page, with this run's token. A page of somebody else's can send
 * requests to 127.0.0.1 too, and a name of somebody else's can be made to point there.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface Asked {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
}

export interface House {
  readonly port: number;
  /** Of this run. */
  readonly token: string;
}

export interface Refusal {
  readonly status: number;
  readonly detail: string;
}

export const tokenHeader = 'x-console-token';

/** @returns why it is refused; undefined when it is let in */
export const refusalOf = (asked: Asked, { port, token }: House): Refusal | undefined => {
  const { host, origin, 'sec-fetch-site': site } = asked.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (typeof host !== 'string' || !hosts.includes(host)) {
    return { status: 421, detail: `this is ${hosts[0]}, and ${JSON.stringify(host ?? '')} was asked for` };
  }
  if (origin !== undefined && origin !== `http://${host}`) return fromElsewhere;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return fromElsewhere;
  if (!asked.path.startsWith('/api/')) return isReading(asked) ? undefined : notAllowed;
  return isSame(asked.headers[tokenHeader], token) ? undefined : withoutToken;
};

const isReading = ({ method }: Asked): boolean => method === 'GET' || method === 'HEAD';

const fromElsewhere = { status: 403, detail: 'requests of other pages are refused' };
const notAllowed = { status: 405, detail: 'there is nothing to change here' };
const withoutToken = {
  status: 401,
  detail:
    'the token of this run is missing or another; open the address that `npm start` or `npm run console` printed',
};

/** Takes the same time for every wrong token. */
const isSame = (given: string | readonly string[] | undefined, token: string): boolean =>
  typeof given === 'string' && timingSafeEqual(digestOf(given), digestOf(token));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
