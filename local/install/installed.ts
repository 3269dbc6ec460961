/** Brings what a laptop needs under `.local/`, each at its pinned version. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, root } from './home.ts';
import { locked } from './lock.ts';
import { install, isInstalled, type Part } from './part.ts';
import { provide, toInstall, toRun } from './prerequisites.ts';
import { pythonPart } from './python.ts';
import { runOrFail } from './run.ts';

export interface Installation {
  readonly java: string;
  readonly kafkaClasspath: string;
  readonly registryJar: string;
  /** Of the environment that the emulator is installed in. */
  readonly python: string;
  /** Holds the pinned Node. */
  readonly nodeFolder: string;
}

const pom = join(root, 'local', 'pom.xml');
const requirements = join(root, 'local', 'requirements.txt');
const folders = {
  kafka: join(home, 'kafka'),
  registry: join(home, 'registry'),
  python: join(home, 'python'),
};

const maven = (phase: string, folder: string): Promise<void> =>
  runOrFail('mvn', ['-q', '-B', '-f', pom, phase, `-Dinto=${folder}`]);

const parts = (): readonly Part[] => [
  {
    name: 'Apache Kafka 4.3.0 (44 MB)',
    folder: folders.kafka,
    madeFrom: readFileSync(pom, 'utf8'),
    install: (folder) => maven('dependency:copy-dependencies@kafka', folder),
  },
  {
    name: 'Apicurio Registry 3.0.9 (109 MB)',
    folder: folders.registry,
    madeFrom: readFileSync(pom, 'utf8'),
    install: (folder) => maven('dependency:unpack@registry', folder),
  },
  pythonPart('MiniStack 1.5.33 (35 MB)', folders.python, requirements),
];

/** Quick when everything is there. @throws Error saying what could not be installed, and why */
export const installed = async (say: (line: string) => void): Promise<Installation> => {
  await provide(toRun, say);
  if (!parts().every(isInstalled)) await locked(join(home, 'install.pid'), say, () => installMissing(say));
  return {
    java: 'java',
    kafkaClasspath: join(folders.kafka, '*'),
    registryJar: join(folders.registry, 'apicurio-registry-app-3.0.9-runner.jar'),
    python: join(folders.python, 'bin', 'python'),
    nodeFolder: join(root, 'node_modules', 'node', 'bin'),
  };
};

const installMissing = async (say: (line: string) => void): Promise<void> => {
  const missing = parts().filter((part) => !isInstalled(part));
  if (missing.length === 0) return;
  await provide(toInstall, say);
  for (const part of missing) await install(part, say);
};
