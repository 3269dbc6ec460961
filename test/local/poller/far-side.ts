/** The far side of the network: Lambda's API and SQS, as a script says. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MSKEvent } from 'aws-lambda';
import { serve } from '../../../local/http-server.ts';

export interface Reply {
  /** What the function returns. @default nothing, which is success */
  readonly answer?: unknown;
  /** The function ends with an error. */
  readonly error?: true;
  /** The API refuses the invocation. */
  readonly status?: 429 | 500;
  /** How long the function takes, milliseconds. */
  readonly takes?: number;
}

export interface Invoked {
  /** `<partition>@<offset>` of every record, in the payload's order. */
  readonly records: readonly string[];
  readonly event: MSKEvent;
}

export const farSide = async (reply: (invoked: Invoked, number: number) => Reply = () => ({})) => {
  const invocations: Invoked[] = [];
  const letters: { readonly KafkaBatchInfo: object; readonly requestContext: object }[] = [];
  let atOnce = 0;
  let most = 0;

  const invoke = async (body: string, response: ServerResponse): Promise<void> => {
    const event = JSON.parse(body) as MSKEvent;
    const records = Object.values(event.records).flat();
    const invoked = { event, records: records.map(({ partition, offset }) => `${partition}@${offset}`) };
    invocations.push(invoked);
    const { answer, error, status = 200, takes = 0 } = reply(invoked, invocations.length);
    atOnce += 1;
    most = Math.max(most, atOnce);
    await sleep(takes);
    atOnce -= 1;
    response.writeHead(status, error === undefined ? {} : { 'x-amz-function-error': 'Unhandled' });
    response.end(JSON.stringify(status === 200 ? (answer ?? null) : { message: 'not now' }));
  };

  const take = (body: string, response: ServerResponse): void => {
    const { MessageBody } = JSON.parse(body) as { MessageBody: string };
    letters.push(JSON.parse(MessageBody));
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ MessageId: String(letters.length), MD5OfMessageBody }));
  };

  /** By the id of a mapping. */
  const states = new Map<string, 'Enabled' | 'Disabled' | 'Disabling'>();
  const list = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const EventSourceMappings = [...states].map(([UUID, State]) => ({ UUID, State }));
    response.end(JSON.stringify({ EventSourceMappings }));
  };

  /** Reads one, or changes it at once, which AWS takes its time for. */
  const mapping = (id: string, body: string, response: ServerResponse): void => {
    if (body !== '') states.set(id, JSON.parse(body).Enabled ? 'Enabled' : 'Disabled');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ UUID: id, State: states.get(id) }));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const [, id] = /\/event-source-mappings\/([^/?]*)/.exec(request.url ?? '') ?? [];
    if (id) return mapping(id, body, response);
    if (request.url?.includes('/event-source-mappings')) return list(response);
    return request.url?.includes('/functions/') ? invoke(body, response) : take(body, response);
  };

  const { url, stop } = await serve((request, response) => void answer(request, response), 0);
  return {
    url,
    stop,
    invocations,
    letters,
    states,
    /** How many invocations there were at the same time, at most. */
    most: () => most,
    /** Everything that was handed over, in its order. */
    seen: () => invocations.flatMap(({ records }) => records),
  };
};
