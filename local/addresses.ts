/** Where everything of a run listens. */
import { freePort } from './ports.ts';

export interface Ports {
  readonly kafka: number;
  readonly registry: number;
  readonly emulator: number;
  readonly frontDoor: number;
  readonly gateway: number;
}

/** The ports that people expect. */
export const usualPorts: Ports = {
  kafka: 9092,
  registry: 8081,
  emulator: 4566,
  frontDoor: 8080,
  gateway: 8082,
};

/** The usual ports where they are free, others where not, each said. */
export const usualOrFreePorts = async (say: (line: string) => void): Promise<Ports> => {
  const ports: { [name: string]: number } = {};
  for (const [name, usual] of Object.entries(usualPorts)) {
    const port = await freePort(usual);
    if (port !== usual) say(`port ${usual} is taken, ${name} listens on ${port}`);
    ports[name] = port;
  }
  return ports as unknown as Ports;
};

/** Any free ports, beside whatever else runs. */
export const freePorts = async (): Promise<Ports> => ({
  kafka: await freePort(),
  registry: await freePort(),
  emulator: await freePort(),
  frontDoor: await freePort(),
  gateway: await freePort(),
});

export interface Addresses {
  readonly apiUrl: string;
  readonly awsEndpoint: string;
  readonly kafkaBrokers: string;
  readonly schemaRegistryUrl: string;
  readonly gatewayUrl: string;
}

export const addressesOn = ({ kafka, registry, emulator, frontDoor, gateway }: Ports): Addresses => ({
  apiUrl: `http://127.0.0.1:${frontDoor}`,
  awsEndpoint: `http://127.0.0.1:${emulator}`,
  kafkaBrokers: `127.0.0.1:${kafka}`,
  schemaRegistryUrl: `http://127.0.0.1:${registry}/apis/ccompat/v7`,
  gatewayUrl: `http://127.0.0.1:${gateway}`,
});
