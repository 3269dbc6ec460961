/** The compose file is valid, pinned, healthy before it is used, on the loopback, and at the addresses that the script names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../local/install/home.ts';
import { pythonEnvironment } from '../../local/install/python.ts';
import { invalid, readYaml } from './delivery/yaml.ts';

interface Compose {
  readonly services: {
    readonly [name: string]: {
      readonly image: string;
      readonly ports?: readonly string[];
      readonly network_mode?: string;
      readonly environment?: { readonly [name: string]: string };
      readonly healthcheck?: object;
    };
  };
}

const python = await pythonEnvironment('cloud', join(import.meta.dirname, 'requirements.txt'), console.log);
const file = join(root, 'docker-compose.yml');
const { services } = (await readYaml(python, file)) as Compose;

describe('docker-compose.yml', () => {
  it('is one as the compose specification has it', async () => {
    expect(await invalid(python, 'vendor.compose-spec', file)).toBe('');
  });

  it.each(Object.entries(services))('%s is pinned, and on the loopback only', (_, service) => {
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    if (service.network_mode === 'host') expect(service.environment?.BIND_HOST).toBe('127.0.0.1');
  });

  it('is up when what we talk to is healthy', () => {
    for (const name of ['kafka', 'aws']) expect(services[name]?.healthcheck).toBeDefined();
  });

  it('has the emulator that is installed without Docker', () => {
    const [, version] =
      /^ministack==(\S+)$/m.exec(readFileSync(join(root, 'local', 'requirements.txt'), 'utf8')) ?? [];
    expect(services.aws?.image).toBe(`ministackorg/ministack:${version}`);
  });

  it('listens where the script looks', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const ports = [...scripts['start:docker'].matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port);
    const open = Object.values(services).flatMap(({ ports: published = [], environment }) => [
      ...published.map((port) => port.split(':')[1]),
      ...(environment?.GATEWAY_PORT === undefined ? [] : [environment.GATEWAY_PORT]),
    ]);
    expect(ports).toHaveLength(3);
    for (const port of ports) expect(open).toContain(port);
  });
});
