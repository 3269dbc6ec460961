/** The body of a request: JSON, and not too much of it. */
import type { IncomingMessage } from 'node:http';
import { Problem } from './route.ts';

const longest = 1_000_000;

/** @throws Problem when it is no JSON, or too long */
export const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  if (request.method !== 'POST') return undefined;
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new Problem(415, 'expected a body of application/json');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) throw new Problem(413, `expected at most ${longest} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Problem(400, 'the body is no JSON');
  }
};
