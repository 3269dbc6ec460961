/** A stand-in for a registry with Confluent's API: the far side of the network, with the schemas that a test gives it. */
import type { RequestListener } from 'node:http';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { serve } from '../../local/http-server.ts';

export interface RegisteredSchema {
  readonly id: number;
  readonly subject: string;
  readonly definition: string;
}

/** @returns an adapter to a registry that knows these schemas, what it was asked, and a way to make it answer otherwise */
export const confluentThatKnows = async (schemas: readonly RegisteredSchema[]) => {
  const state: { asked: string[]; trouble: RequestListener | undefined } = { asked: [], trouble: undefined };
  const { url, stop } = await serve((request, response) => {
    const asked = `${request.method} ${request.url}`;
    state.asked.push(asked);
    const found = schemas.find(
      ({ id, subject }) =>
        asked === `GET /schemas/ids/${id}` || asked === `POST /subjects/${encodeURIComponent(subject)}`,
    );
    if (state.trouble !== undefined) state.trouble(request, response);
    else if (found === undefined) response.writeHead(404).end('{"error_code":40403,"message":"not found"}');
    else response.end(JSON.stringify({ schema: found.definition, id: found.id }));
  }, 0);
  return { state, registry: confluentRegistry(url), stop };
};
