/** A proxy before the emulator that overhears what functions ask of DynamoDB. */
import { text } from 'node:stream/consumers';
import { type RunningServer, serve } from '../../local/http-server.ts';
import type { Overheard } from './requests.ts';

export interface CountingDoor extends RunningServer {
  readonly overheard: Overheard[];
}

export const openCountingDoor = async (awsEndpoint: string): Promise<CountingDoor> => {
  const overheard: Overheard[] = [];
  const server = await serve(async (incoming, outgoing) => {
    const { url = '/', headers } = incoming;
    const body = await text(incoming);
    const {
      host: _host,
      connection: _own,
      'content-length': _length,
      'transfer-encoding': _whole,
      ...kept
    } = headers;
    const answer = await fetch(`${awsEndpoint}${url}`, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)])),
      body,
    });
    const answered = await answer.text();
    const [, operation = ''] = String(headers['x-amz-target']).split('.');
    overheard.push({ operation, request: parsed(body), status: answer.status, answer: parsed(answered) });
    outgoing.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answered);
  }, 0);
  return { ...server, overheard };
};

const parsed = (json: string): object => (json === '' ? {} : (JSON.parse(json) as object));
