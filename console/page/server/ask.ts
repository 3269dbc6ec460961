/** Asks the server. */
import { token } from './token.ts';

export interface Asking {
  /** Sent as JSON, by POST. @default nothing, by GET */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws Refused with a sentence for people */
export const ask = async <Answer>(path: string, { body, signal }: Asking = {}): Promise<Answer> => {
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Refused(0, 'the console does not answer: has `npm start` or `npm run console` ended?');
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Answer;
  const { detail = response.statusText } = (answer ?? {}) as { readonly detail?: string };
  throw new Refused(response.status, detail);
};

export const headers = () => ({ 'x-console-token': token() });
