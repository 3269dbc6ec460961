/**
 * A proxy before the emulator that the poller's invocations and the functions' DynamoDB requests go through, and that
 * can delay, repeat, reorder and refuse them. It is transparent until it is told otherwise, over HTTP, so that whoever
 * has its address can tell it from another process.
 */
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningServer, serve } from '../../local/http-server.ts';
import { reordered } from './reordered.ts';

/** Shares are from 0, never, to 1, always. */
export interface DoorRules {
  /** Of DynamoDB requests that are answered with ProvisionedThroughputExceededException. */
  readonly throttled: number;
  /** Of invocations that are made twice; the poller hears the second answer. */
  readonly repeated: number;
  /** Of batches whose keys are shuffled, each key's records staying in their order. */
  readonly reordered: number;
  /** How long each invocation waits at most, milliseconds. */
  readonly delay: number;
}

export const transparent: DoorRules = { throttled: 0, repeated: 0, reordered: 0, delay: 0 };

const rulesPath = '/_door';

export const openDoor = (port: number, awsEndpoint: string): Promise<RunningServer> => {
  const agent = new Agent({ keepAlive: true });
  let rules = transparent;

  const onwards = (from: IncomingMessage, body: Buffer): Promise<Answer> =>
    forwarded(agent, awsEndpoint, from, body);

  const invoke = async (incoming: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { delay, repeated } = rules;
    if (delay > 0) await sleep(Math.random() * delay);
    const batch = Math.random() < rules.reordered ? reordered(body, Math.random) : body;
    if (Math.random() < repeated) await onwards(incoming, batch);
    return onwards(incoming, batch);
  };

  const answerTo = async (incoming: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { method, url = '', headers } = incoming;
    if (url === rulesPath && method === 'PUT') {
      rules = JSON.parse(body.toString()) as DoorRules;
      return { status: 200, headers: {}, body: Buffer.from('{}') };
    }
    if (/^\/2015-03-31\/functions\/[^/]+\/invocations/.test(url)) return invoke(incoming, body);
    const isDynamodb = String(headers['x-amz-target']).startsWith('DynamoDB_');
    return isDynamodb && Math.random() < rules.throttled ? throttled : onwards(incoming, body);
  };

  return serve((incoming, response) => {
    buffer(incoming)
      .then((body) => answerTo(incoming, body))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      .catch((error: Error) => failed(response, error));
  }, port);
};

/** @param doorUrl where it was opened */
export const tellDoor = async (doorUrl: string, rules: Partial<DoorRules>): Promise<void> => {
  const body = JSON.stringify({ ...transparent, ...rules });
  const { ok, status } = await fetch(`${doorUrl}${rulesPath}`, { method: 'PUT', body });
  if (!ok) throw new Error(`the door at ${doorUrl} answered ${status} where 200 was expected`);
};

interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: Buffer;
}

const throttled: Answer = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(
    JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'throttled by the door',
    }),
  ),
};

const forwarded = (
  agent: Agent,
  endpoint: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { 'transfer-encoding': _chunked, ...kept } = headers;
    const length = { 'content-length': String(body.length) };
    const options = { agent, method, headers: { ...kept, ...length } };
    const onward = request(`${endpoint}${url}`, options, (answer) => {
      const { 'transfer-encoding': _whole, connection: _own, ...given } = answer.headers;
      buffer(answer).then(
        (whole) => resolve({ status: answer.statusCode ?? 502, headers: given, body: whole }),
        reject,
      );
    });
    onward.once('error', reject);
    onward.end(body);
  });

const failed = (response: ServerResponse, { message }: Error): void => {
  if (!response.headersSent) response.writeHead(502).end(JSON.stringify({ message }));
  else response.destroy();
};
