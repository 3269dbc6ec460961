/** Services that run already, such as those of `docker-compose.yml`: where they are is said in the environment. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Supervised } from './services/supervise.ts';

/** What is not said is started by us. */
export interface Elsewhere {
  readonly kafkaBrokers?: string;
  readonly schemaRegistryUrl?: string;
  readonly awsEndpoint?: string;
}

const variables = {
  kafkaBrokers: 'TRIBUTARY_KAFKA_BROKERS',
  schemaRegistryUrl: 'TRIBUTARY_SCHEMA_REGISTRY_URL',
  awsEndpoint: 'TRIBUTARY_AWS_ENDPOINT',
} as const satisfies { readonly [name in keyof Elsewhere]-?: string };

/** @param environment such as `process.env`. @throws Error saying what an address looks like */
export const elsewhereIn = (environment: { readonly [name: string]: string | undefined }): Elsewhere => {
  const given = Object.entries(variables).map(([name, variable]) => [name, environment[variable]] as const);
  for (const [name, value] of given) {
    const expected =
      name === 'kafkaBrokers' ? /^[\w.-]+:\d+(,[\w.-]+:\d+)*$/ : /^https?:\/\/[^/\s]+(\/\S*[^/\s])?$/;
    if (value !== undefined && !expected.test(value)) {
      const form =
        name === 'kafkaBrokers' ? '<host>:<port>' : 'http://<host>:<port>, without a slash at its end';
      throw new Error(`${variables[name as keyof Elsewhere]} is ${value}; expected ${form}`);
    }
  }
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
};

/** Patience with a service that somebody else started, milliseconds. */
const within = 60_000;

/** Waits for it; it is not ours to restart or to stop. @throws Error when nobody answers */
export const found = async (
  name: string,
  address: string,
  ready: () => Promise<boolean>,
): Promise<Supervised> => {
  const deadline = Date.now() + within;
  while (!(await ready().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${name} does not answer at ${address}`);
    await sleep(500);
  }
  return { name, pid: () => undefined, stop: async () => undefined };
};
