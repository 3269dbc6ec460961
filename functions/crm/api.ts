/** Lambda: imports and counterparties over HTTP, for operators. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { v5, v7 } from 'uuid';
import { refuse } from '../platform/commit/decider.ts';
import { httpApi, type RouteResponse, refused, route } from '../platform/http/http.ts';
import { refuseUnlessOperator } from '../platform/http/operators.ts';
import type { HttpEvent, RouteRequest } from '../platform/http/request.ts';
import { invalid } from '../platform/http/request-body.ts';
import { observed } from '../platform/observed.ts';
import type * as z from '../platform/zod.ts';
import type { CounterpartyState } from './decider.ts';
import type { Import } from './import.ts';
import { importView } from './import-view.ts';
import { postedFile } from './message.ts';
import { rejectionsCsv } from './rejections-csv.ts';
import { listImports, postImport, readCounterparty, readImport, readRejections } from './routes.ts';
import { counterparties, files, imports } from './wiring.ts';

/** Under an Idempotency-Key the import's id follows from the key. */
const keyNamespace = '0192b6a3-11c4-7a0e-9d7c-2f8a5e60c3b1';

const forOperators = <Body>(
  body: z.ZodMiniType<Body>,
  handle: (request: RouteRequest<Body>) => Promise<RouteResponse>,
) =>
  route(body, async (request) => {
    refuseUnlessOperator(request.caller);
    return handle(request);
  });

/** The import first: its file's notification must find it. */
const post = forOperators(postImport.body, async ({ body: { csv, kind }, cause, idempotencyKey }) => {
  const importId = idempotencyKey === undefined ? v7() : v5(idempotencyKey, keyNamespace);
  const file = postedFile(importId);
  const { by, correlationId, fingerprint } = cause;
  const { status } = await imports.create({ importId, file, kind, by, correlationId, fingerprint });
  // Put again while nobody has read it, since an earlier request may have ended between the two.
  if (status === 'waiting') await files.put(file, csv, { kind });
  return { status: 202, headers: { location: `imports/${importId}` }, body: { importId } };
});

const list = forOperators(listImports.body, async () => {
  const found = await imports.list();
  const listed = found.map(({ importId, file, createdAt }) => ({ importId, file, createdAt }));
  return { status: 200, body: { imports: listed } };
});

const known = async (importId: string): Promise<Import> => {
  const found = await imports.read(importId);
  if (found === undefined) throw refused(refuse('unknown-import', `there is no import ${importId}`));
  return found;
};

const read = forOperators(readImport.body, async ({ parameters: { id = '' } }) => ({
  status: 200,
  body: importView(await known(id)),
}));

const download = forOperators(readRejections.body, async ({ parameters: { id = '' }, query: { after } }) => {
  if (after !== undefined && !/^\d{12}$/.test(after)) {
    throw invalid([{ path: 'after', detail: 'expected what the link header of the page before says' }]);
  }
  await known(id);
  const { rejections, next } = await imports.rejections(id, after);
  return {
    status: 200,
    headers: {
      'content-type': readRejections.answer.contentType,
      'content-disposition': `attachment; filename="rejections-${id}.csv"`,
      ...(next !== undefined && { link: `<rejections?after=${next}>; rel="next"` }),
    },
    body: rejectionsCsv(rejections, after === undefined),
  };
});

const readOne = forOperators(readCounterparty.body, async ({ parameters: { id = '' } }) => {
  const { state } = await counterparties.read(id);
  return { status: 200, body: viewOf(id, state) };
});

const viewOf = (id: string, state: CounterpartyState): z.infer<typeof readCounterparty.answer.body> => {
  switch (state.status) {
    case 'new':
      throw refused(refuse('unknown-counterparty', `there is no counterparty ${id}`));
    case 'open':
      return { status: state.status, ...state.row };
    case 'closed':
      return { status: state.status, cptyNo: id, statCd: 'X', lstUpd: state.lstUpd };
  }
};

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('crm.api'))
  .handler(
    httpApi({
      [postImport.key]: post,
      [listImports.key]: list,
      [readImport.key]: read,
      [readRejections.key]: download,
      [readCounterparty.key]: readOne,
    }),
  );
