/** The three judges: each says whether either schema of a change can read what the other writes. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pythonEnvironment } from '../../local/install/python.ts';
import { brokenPairs } from '../../schemas/check/full.ts';
import type { Change } from './change.ts';

export const byOurs = ({ before, after }: Change): boolean =>
  brokenPairs([
    { version: 1, schema: before },
    { version: 2, schema: after },
  ]).length === 0;

const send = (method: string, url: string, body: object): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify(body),
  });

/** Registers the old one under a subject of its own, then the new one: 409 says that they do not go together. */
export const byRegistry = async (url: string, { before, after }: Change): Promise<boolean> => {
  const subject = `judged-${randomUUID()}`;
  const level = await send('PUT', `${url}/config/${subject}`, { compatibility: 'FULL_TRANSITIVE' });
  if (!level.ok) throw new Error(`the registry refused the level: ${await level.text()}`);
  const register = (schema: object): Promise<Response> =>
    send('POST', `${url}/subjects/${subject}/versions`, { schema: JSON.stringify(schema) });
  const first = await register(before);
  if (!first.ok) throw new Error(`the registry refused the old schema: ${await first.text()}`);
  const second = await register(after);
  if (second.status === 200 || second.status === 409) return second.ok;
  throw new Error(`expected 200 or 409 of the registry, found ${second.status}: ${await second.text()}`);
};

/** @returns what is wrong with each change, null when nothing is */
export const byFastavro = async (
  changes: readonly Change[],
  seed: number,
): Promise<readonly (string | null)[]> => {
  const folder = import.meta.dirname;
  const python = await pythonEnvironment('schemas-judged', join(folder, 'requirements.txt'), () => undefined);
  const input = JSON.stringify(changes.map(({ before, after }) => [before, after]));
  return JSON.parse(execFileSync(python, [join(folder, 'judge.py'), String(seed)], { input }).toString());
};
