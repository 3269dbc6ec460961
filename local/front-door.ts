/** One address for every context's API, `<apiUrl>/<context>/…`, as a custom domain with base paths has in the cloud. */
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type RunningServer, serve } from './http-server.ts';

export interface FrontDoorProps {
  readonly port: number;
  readonly awsEndpoint: string;
  /** By context, the id of its HTTP API. */
  readonly apis: ReadonlyMap<string, string>;
}

/** Hop-by-hop headers end here: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'host'];

export const openFrontDoor = ({ port, awsEndpoint, apis }: FrontDoorProps): Promise<RunningServer> => {
  const agent = new Agent({ keepAlive: true });
  return serve((incoming, outgoing) => {
    const [, context = '', path = ''] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '') ?? [];
    const api = apis.get(context);
    if (api === undefined) return refuse(outgoing, 404, noContext(context, apis));
    const target = new URL(`${awsEndpoint}/_aws/execute-api/${api}/$default${path}`);
    forward(incoming, outgoing, target, agent);
  }, port);
};

const forward = (incoming: IncomingMessage, outgoing: ServerResponse, target: URL, agent: Agent): void => {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !hopByHop.includes(name)),
  );
  const call = request(target, { method: incoming.method, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  call.once('error', ({ message }) => {
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, 502, `the emulator gave no answer: ${message}`);
  });
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) call.destroy();
  });
  incoming.pipe(call);
};

const noContext = (context: string, apis: FrontDoorProps['apis']): string =>
  `there is no context ${JSON.stringify(context)}; there are ${[...apis.keys()].join(', ')}`;

const refuse = (outgoing: ServerResponse, status: number, detail: string): void => {
  const title = status === 404 ? 'No such context' : 'No answer';
  outgoing
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', title, status, detail }));
};
