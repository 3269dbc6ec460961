/** A schema id that nobody knows, and the schema that is registered for it too late. */
import { randomUUID } from 'node:crypto';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';

/** The registry counts: this many ids further nobody comes while a run goes on. */
const ahead = 20;

/** @returns an id that the registry has not given out yet, and will when it is mended */
export const unknownSchemaId = async (registryUrl: string): Promise<number> =>
  (await register(registryUrl)) + ahead;

/** @throws Error when somebody else was given the id */
export const registerUnknown = async (registryUrl: string, id: number): Promise<void> => {
  let given = 0;
  while (given < id) given = await register(registryUrl);
  if (given > id) throw new Error(`the registry gave ${given} where ${id} was expected: who has that?`);
};

/** Each is another schema of the same shape, by its description, in a subject of its own. */
const register = async (registryUrl: string): Promise<number> => {
  const name = randomUUID();
  const versions = paymentCommands.messages.RefundPayment?.versions ?? [];
  const schema = { ...JSON.parse(versions.at(-1) ?? '{}'), doc: `As chaos needs it: ${name}.` };
  const response = await fetch(`${registryUrl}/subjects/chaos-${name}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });
  const { id } = (await response.json()) as { readonly id?: number };
  if (id === undefined) throw new Error(`the registry answered ${response.status} where an id was expected`);
  return id;
};
