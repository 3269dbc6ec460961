/** Apicurio Registry behind Confluent's API, its data on disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../install/installed.ts';
import type { Service } from './supervise.ts';

export interface RegistryProps {
  readonly installation: Installation;
  readonly dir: string;
  readonly port: number;
}

/** Every commit reaches the file: a schema id that was given out must mean the same after a crash. */
const database = (dir: string) => `jdbc:h2:file:${join(dir, 'schemas')};WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE`;

export const registry = ({ installation, dir, port }: RegistryProps): Service => {
  mkdirSync(dir, { recursive: true });
  const properties = {
    'apicurio.datasource.url': database(dir),
    'apicurio.datasource.jdbc.initial-size': 2,
    'apicurio.datasource.jdbc.min-size': 2,
    'quarkus.http.host': '127.0.0.1',
    'quarkus.http.port': port,
    'quarkus.log.level': 'WARN',
  };
  const definitions = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  return {
    name: 'the schema registry',
    command: installation.java,
    args: [
      '-Xmx384m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      ...definitions,
      '-jar',
      installation.registryJar,
    ],
    cwd: dir,
    logFile: join(dir, 'registry.log'),
    ready: async () => (await fetch(`http://127.0.0.1:${port}/apis/ccompat/v7/subjects`)).ok,
    readyWithinMs: 180_000,
    onDeath: 'restart',
  };
};
