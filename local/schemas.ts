/** Registers the declared schemas, under the rule that the cloud's registry has: no version breaks any other. */
import type { DeclaredSchema } from './assembly/schemas.ts';

export const registerSchemas = async (
  registryUrl: string,
  schemas: readonly DeclaredSchema[],
): Promise<void> => {
  await send(registryUrl, 'PUT', '/config', { compatibility: 'FULL_TRANSITIVE' });
  await Promise.all(schemas.map((schema) => register(registryUrl, schema)));
};

const register = async (registryUrl: string, { subject, versions }: DeclaredSchema): Promise<void> => {
  for (const schema of versions) {
    await send(registryUrl, 'POST', `/subjects/${encodeURIComponent(subject)}/versions`, { schema });
  }
};

/** @throws Error with the registry's reason, such as the path of what is not compatible */
const send = async (registryUrl: string, method: string, path: string, body: object): Promise<void> => {
  const response = await fetch(`${registryUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(
      `the registry refused ${method} ${path} with ${response.status}: ${await response.text()}`,
    );
  }
};
