/** The deployed importer: by POST and by PUT, with what operators see of it and what subscribers hear. */
import { randomUUID } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, inject, it } from 'vitest';
import { importer } from '../../functions/crm/importer.ts';
import { resumeIn } from '../../functions/crm/resume-queue.ts';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { importCounterparties } from '../../local/seed-counterparties.ts';
import { operator, tokenOf } from '../../local/users.ts';
import { type CsvRow, csvOf } from './export.ts';
import { heardOf } from './heard.ts';
import { importingIn } from './importing.ts';

const stack = inject('stack');
const token = await tokenOf(stack, operator);
const { outputs, physicalIds } = await deployedStack(
  clientConfiguration(stack.awsEndpoint),
  'tributary-local-crm',
);
const physicalId = (prefix: string) =>
  [...physicalIds].find(([id]) => new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id))?.[1] ?? '';
const Bucket = outputs.get('ImportBucketName') ?? '';
const s3 = new S3Client({ ...clientConfiguration(stack.awsEndpoint), forcePathStyle: true });

const call = async (
  path: string,
  { body, headers = {}, bearer = token }: { body?: object; headers?: object; bearer?: string } = {},
) => {
  const response = await fetch(`${stack.apiUrl}/crm${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
};

const ended = async (importId: string) => {
  await expect.poll(async () => (await call(`/imports/${importId}`)).body.status).toMatch(/done|failed/);
  return (await call(`/imports/${importId}`)).body;
};

const newNumbers = (count: number): readonly string[] => {
  const prefix = randomUUID().slice(0, 8).toUpperCase();
  return Array.from({ length: count }, (_, n) => `C${prefix}-${n}`);
};

/** By their types, in their order. */
const typesOf = async (number: string): Promise<readonly (string | undefined)[]> =>
  (await heardOf(stack.kafkaBrokers, number)).map(({ headers }) => headers.ce_type?.split('.').at(-1));

describe('POST /imports', () => {
  it('imports what it was given, and says what became of each row', async () => {
    const [first = '', second = ''] = newNumbers(2);
    const csv = csvOf([{ number: first }, { number: second, status: 'Q' }, { number: first }]);
    const { status, headers, body } = await call('/imports', { body: { csv, kind: 'full' } });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`imports/${body.importId}`);
    expect(await ended(body.importId)).toMatchObject({
      status: 'done',
      kind: 'full',
      by: operator,
      progress: 100,
      accepted: 1,
      unchanged: 1,
      rejected: 1,
    });
    const rejections = await call(`/imports/${body.importId}/rejections`);
    expect(rejections.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(rejections.body).toBe(
      `line;cpty_no;reason;detail\r\n3;${second};bad-status;"STAT_CD is ""Q""; expected A, S or X"\r\n`,
    );
    expect(await call(`/counterparties/${first}`)).toMatchObject({
      status: 200,
      body: { cptyNo: first, status: 'open', nm1: 'Curie' },
    });
    await expect.poll(() => typesOf(first)).toEqual(['CounterpartyRegistered']);
  });

  it('is done once under one Idempotency-Key, and refuses the key with another body', async () => {
    const [number = ''] = newNumbers(1);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { csv: csvOf([{ number }]), kind: 'delta' };
    const [first, again] = [
      await call('/imports', { body, headers }),
      await call('/imports', { body, headers }),
    ];
    expect(again.body).toEqual(first.body);
    expect(await ended(first.body.importId)).toMatchObject({ accepted: 1, unchanged: 0 });
    const other = { ...body, kind: 'full' };
    expect(await call('/imports', { body: other, headers })).toMatchObject({ status: 422 });
  });

  it('fails as a whole when a column is missing, and says which', async () => {
    const { body } = await call('/imports', { body: { csv: 'CPTY_NO;NM1\nA;B\n', kind: 'full' } });
    const { status, problem } = await ended(body.importId);
    expect(status).toBe('failed');
    expect(problem).toContain('lacks NM2, EMAIL_ADR, LANG_CD, STAT_CD, LST_UPD');
  });
});

describe('a file in the import bucket', () => {
  const put = async (Key: string, rows: readonly CsvRow[], earlier: readonly string[] = []) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(csvOf(rows), 'latin1') }));
    const found = async () =>
      (await call('/imports')).body.imports.find(
        (each: { file: string; importId: string }) => each.file === Key && !earlier.includes(each.importId),
      )?.importId;
    await expect.poll(found).toBeDefined();
    return ended(await found());
  };

  it('is imported, in Latin-1 too, and changes nothing when it is put again', async () => {
    const [number = ''] = newNumbers(1);
    const key = `imports/night run/${number}.csv`;
    const rows: readonly CsvRow[] = [{ number, name: 'Gödel' }];
    const first = await put(key, rows);
    expect(first).toMatchObject({ status: 'done', encoding: 'latin1', file: key, accepted: 1 });
    expect((await call(`/counterparties/${number}`)).body.nm1).toBe('Gödel');
    const again = await put(key, rows, [first.importId]);
    expect(again).toMatchObject({ status: 'done', accepted: 0, unchanged: 1 });
    const later = [...rows, { number, status: 'X', updated: '2026-02-01 00:00:00' }];
    await put(`imports/${number}-delta.csv`, later);
    await expect.poll(() => typesOf(number)).toEqual(['CounterpartyRegistered', 'CounterpartyClosed']);
    expect((await call(`/counterparties/${number}`)).body).toMatchObject({ status: 'closed', statCd: 'X' });
  });
});

it('an import whose time is up is gone on with by the next run', async () => {
  const { awsEndpoint, schemaRegistryUrl } = stack;
  const importing = importingIn(awsEndpoint, schemaRegistryUrl, physicalId('Table'), Bucket);
  const { props, put, ask } = importing;
  const numbers = newNumbers(1_200);
  // Where nobody is told of it.
  const file = `elsewhere/${numbers[0]}.csv`;
  await put(file, csvOf(numbers.map((number) => ({ number }))));
  const { importId } = await ask(file);
  const sqs = new SQSClient({ ...clientConfiguration(awsEndpoint), useQueueUrlAsEndpoint: false });
  const resume = resumeIn(sqs, physicalId('ImporterQueue'));
  let paused: unknown;
  const resumeLater: typeof resume = async (...given) => {
    // Once it is asked to, the deployed importer may be faster than we are.
    paused = await props.imports.read(importId);
    await resume(...given);
  };
  const handle = importer({ ...props, resumeLater });
  const event = { Records: [{ body: JSON.stringify({ importId }) }] } as unknown as SQSEvent;
  await handle(event, { getRemainingTimeInMillis: () => 1_000 });
  expect(paused).toMatchObject({ accepted: 999 });
  expect(await ended(importId)).toMatchObject({ status: 'done', accepted: 1_200, unchanged: 0, rejected: 0 });
  // All of them are said, so that nobody after us hears the rest.
  await expect.poll(() => typesOf(numbers.at(-1) ?? '')).toEqual(['CounterpartyRegistered']);
});

it('imports the counterparties that a run starts with', async () => {
  await importCounterparties(stack.apiUrl, token);
  const again = await importCounterparties(stack.apiUrl, token);
  expect(again).toMatchObject({ accepted: 0, unchanged: 6, rejected: 3 });
  expect((await call('/counterparties/MALLORY')).body.statCd).toBe('S');
  expect((await call('/counterparties/EDSGER')).body.nm2).toBe('Edsger; W.');
});

it.each(['/imports', '/imports/x', '/imports/x/rejections', '/counterparties/ADA'])(
  '%s is for operators only',
  async (path) => {
    const bearer = await tokenOf(stack, 'ada');
    expect(await call(path, { bearer })).toMatchObject({ status: 403 });
  },
);

it.each([
  ['/imports/x', 404],
  ['/imports/x/rejections', 404],
  ['/imports/x/rejections?after=1', 400],
  ['/counterparties/NOBODY', 404],
])('%s answers %i', async (path, status) => {
  expect(await call(path)).toMatchObject({ status });
});
