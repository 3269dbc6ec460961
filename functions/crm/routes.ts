/** What crm's API takes and answers; all of it is for operators. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';

const importId = z.string().check(z.describe('The import, a UUID.'));
const file = z.string().check(z.describe('Its key in the import bucket.'));
const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));
const count = z.int().check(z.minimum(0));
const unknownImport = { status: 404, type: 'unknown-import', when: 'there is no such import' };

export const postImport = {
  key: 'POST /imports',
  summary: 'Import an export of the old system',
  scopes: ['imports:write'],
  body: z.strictObject({
    csv: z
      .string()
      .check(z.minLength(1), z.describe('The file’s text; larger ones are put into the import bucket.')),
    kind: z
      .enum(['full', 'delta'])
      .check(z.describe('What the old system wrote; who is missing from a full export is left alone.')),
  }),
  answer: {
    status: 202,
    description: 'Taken; it is imported from now on.',
    body: z.strictObject({ importId }),
    headers: { location: 'Where to read how far it is, relative to this address.' },
  },
  problems: [operatorsOnly],
} satisfies RouteDescription;

export const listImports = {
  key: 'GET /imports',
  summary: 'List the newest imports',
  scopes: ['imports:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'The newest 50, the newest first.',
    body: z.strictObject({ imports: z.array(z.strictObject({ importId, file, createdAt: time })) }),
  },
  problems: [operatorsOnly],
} satisfies RouteDescription;

export const readImport = {
  key: 'GET /imports/{id}',
  summary: 'Read an import',
  scopes: ['imports:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'How far it is, and what became of its rows so far.',
    body: z.strictObject({
      importId,
      file,
      kind: z.enum(['full', 'delta']),
      by: z.string().check(z.describe('Who asked for it.')),
      status: z.enum(['waiting', 'running', 'done', 'failed']),
      createdAt: time,
      encoding: z.optional(z.enum(['utf8', 'latin1'])),
      size: z.optional(z.int()).check(z.describe('In bytes.')),
      progress: z.int().check(z.minimum(0), z.maximum(100), z.describe('In per cent of bytes.')),
      accepted: count.check(z.describe('Rows that changed a counterparty.')),
      unchanged: count.check(z.describe('Rows that said what was known.')),
      rejected: count.check(z.describe('Rows that could not be taken, each with line and reason.')),
      endedAt: z.optional(time),
      problem: z.optional(z.string()).check(z.describe('Why it failed.')),
    }),
  },
  problems: [operatorsOnly, unknownImport],
} satisfies RouteDescription;

export const readRejections = {
  key: 'GET /imports/{id}/rejections',
  summary: 'Download the rejected rows of an import',
  scopes: ['imports:read'],
  body: z.undefined(),
  query: { after: 'Where the page before ended; its link header has it.' },
  answer: {
    status: 200,
    description: 'One line each, by their lines in the file: line, cpty_no, reason, detail.',
    body: z.string(),
    contentType: 'text/csv; charset=utf-8',
    headers: { link: 'The next page, if there is one: without it this is all that there is so far.' },
  },
  problems: [operatorsOnly, unknownImport],
} satisfies RouteDescription;

export const readCounterparty = {
  key: 'GET /counterparties/{id}',
  summary: 'Read a counterparty',
  scopes: ['imports:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'What the old system said last.',
    body: z.strictObject({
      cptyNo: z.string(),
      status: z.enum(['open', 'closed']),
      nm1: z.optional(z.string()),
      nm2: z.optional(z.string()),
      emailAdr: z.optional(z.string()),
      langCd: z.optional(z.string()),
      statCd: z.string().check(z.describe('A active, S suspended, X closed.')),
      lstUpd: time,
    }),
  },
  problems: [operatorsOnly, { status: 404, type: 'unknown-counterparty', when: 'no export ever had it' }],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [
  postImport,
  listImports,
  readImport,
  readRejections,
  readCounterparty,
];
