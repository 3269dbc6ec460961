/** What the documents say of crm's API. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { openApi } from '../../docs/build/openapi.ts';
import { readWords } from '../../docs/build/words.ts';
import { newImport } from '../../functions/crm/import.ts';
import { importView } from '../../functions/crm/import-view.ts';
import { readImport, routes } from '../../functions/crm/routes.ts';

const document = openApi({ name: 'crm', ...readWords('crm'), consumers: [], routes }, '1.0.0');

it('are valid', async () => {
  const { errors, valid } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

it('give rejected rows as CSV, and all else as JSON', () => {
  const types = Object.entries((document as { paths: Record<string, never> }).paths).map(
    ([path, operations]) => [
      path,
      ...Object.values(
        operations as Record<string, { responses: Record<string, { content: object }> }>,
      ).flatMap(({ responses }) => Object.keys((responses['200'] ?? responses['202'])?.content ?? {})),
    ],
  );
  expect(types).toEqual([
    ['/imports', 'application/json', 'application/json'],
    ['/imports/{id}', 'application/json'],
    ['/imports/{id}/rejections', 'text/csv; charset=utf-8'],
    ['/counterparties/{id}', 'application/json'],
  ]);
});

it('describe an import as it is answered, from its first moment to its last', () => {
  const waiting = newImport({ importId: 'i', file: 'f', kind: 'full', by: 'o', correlationId: 'c' }, 1);
  const columns = {
    places: { cptyNo: 0, nm1: 1, nm2: 2, emailAdr: 3, langCd: 4, statCd: 5, lstUpd: 6 },
    count: 7,
  };
  const source = { etag: 'e', size: 10, encoding: 'latin1', columns, at: 2 } as const;
  const running = { ...waiting, status: 'running', source, reached: { offset: 5, line: 2 } } as const;
  const failed = { ...running, status: 'failed', endedAt: 3, problem: 'p' } as const;
  for (const each of [waiting, running, failed]) {
    expect(readImport.answer.body.parse(importView(each))).toEqual(importView(each));
  }
  expect(importView(failed)).toMatchObject({
    progress: 50,
    size: 10,
    encoding: 'latin1',
    problem: 'p',
    endedAt: 3,
  });
});
