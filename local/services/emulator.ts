/** MiniStack, which plays AWS; its state is in memory, so a run ends with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { emulatedEnvironment } from '../emulated-aws.ts';
import type { Installation } from '../install/installed.ts';
import type { Service } from './supervise.ts';

export interface EmulatorProps {
  readonly installation: Installation;
  readonly dir: string;
  readonly port: number;
  /** Where the functions' DynamoDB clients go. @default to the emulator itself */
  readonly dynamodbUrl?: string | undefined;
}

/** Not its own server, in which most of its time would go into HTTP. */
const server = [
  ...['-m', 'uvicorn', 'emulator_app:app', '--app-dir', import.meta.dirname],
  ...['--loop', 'uvloop', '--http', 'httptools'],
  ...['--no-date-header', '--no-server-header', '--timeout-keep-alive', '75'],
  ...['--no-access-log', '--log-level', 'warning'],
];

/** Functions run in the Node that it finds first: the pinned one. */
export const emulator = ({ installation, dir, port, dynamodbUrl }: EmulatorProps): Service => {
  const endpoint = `http://127.0.0.1:${port}`;
  const temporary = join(dir, 'tmp');
  mkdirSync(temporary, { recursive: true });
  // Its own programs for functions are CommonJS, and our package.json above would make modules of them.
  writeFileSync(join(temporary, 'package.json'), '{}');
  return {
    name: 'the AWS emulator',
    command: installation.python,
    args: [...server, '--host', '127.0.0.1', '--port', String(port)],
    cwd: dir,
    env: {
      ...emulatedEnvironment(endpoint),
      PATH: [installation.nodeFolder, process.env.PATH].join(delimiter),
      // As in the cloud, nobody gets a token when its trigger fails.
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
      GATEWAY_PORT: String(port),
      TMPDIR: temporary,
      // Functions inherit it.
      ...(dynamodbUrl !== undefined && { AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl }),
    },
    logFile: join(dir, 'emulator.log'),
    ready: async () => (await fetch(`${endpoint}/_ministack/health`)).ok,
    readyWithinMs: 180_000,
    onDeath: 'fatal',
  };
};
