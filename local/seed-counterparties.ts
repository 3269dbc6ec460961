/** The counterparties that a run starts with: an export of the old CRM, with its habits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface ImportAnswer {
  readonly importId: string;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problem?: string;
}

const file = join(import.meta.dirname, 'seed', 'counterparties.csv');
const patienceMs = 180_000;

/**
 * Posts the export, and waits until it is imported.
 *
 * @param token of an operator
 * @throws Error when it was refused, failed, or took more than three minutes
 */
export const importCounterparties = async (apiUrl: string, token: string): Promise<ImportAnswer> => {
  const url = `${apiUrl}/crm/imports`;
  const body = JSON.stringify({ kind: 'full', csv: readFileSync(file, 'utf8') });
  const { importId } = await answerOf<{ readonly importId: string }>(url, token, body);
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const found = await answerOf<ImportAnswer>(`${url}/${importId}`, token);
    if (found.status === 'done') return found;
    if (found.status === 'failed') throw new Error(`the counterparties were not imported: ${found.problem}`);
    await setTimeout(100);
  }
  throw new Error(
    `the counterparties were not imported within ${patienceMs / 1_000} s; see ${url}/${importId}`,
  );
};

const answerOf = async <Body>(url: string, token: string, body?: string): Promise<Body> => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
  });
  if (response.ok) return (await response.json()) as Body;
  throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
};
