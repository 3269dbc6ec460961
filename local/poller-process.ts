/** The poller as a supervised process of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatedEnvironment } from './emulated-aws.ts';
import type { Mapping } from './poller/mapping.ts';
import { type RetryReading, retryReadingIn } from './poller/retry-reading.ts';
import { type Supervised, supervise } from './services/supervise.ts';
import { type PollerLine, parsePollerLine } from './trace.ts';

export interface PollerProps {
  readonly dir: string;
  readonly kafkaBrokers: string;
  readonly awsEndpoint: string;
  readonly mappings: readonly Mapping[];
  /** @default as TRIBUTARY_RETRY_READING says, else `fromLowest` */
  readonly retryReading?: RetryReading;
  readonly say: (line: string) => void;
  readonly onTrace: (line: PollerLine) => void;
  readonly onFatal: (error: Error) => void;
}

export const startPoller = ({
  dir,
  onTrace,
  say,
  onFatal,
  ...configuration
}: PollerProps): Promise<Supervised> => {
  const file = join(dir, 'poller.json');
  const retryReading = retryReadingIn(process.env);
  writeFileSync(file, JSON.stringify({ retryReading, ...configuration }, null, 2));
  let ready = false;
  return supervise({
    name: 'the poller',
    command: process.execPath,
    args: [join(import.meta.dirname, 'poller', 'main.ts'), file],
    env: emulatedEnvironment(configuration.awsEndpoint),
    logFile: join(dir, 'poller.log'),
    ready: async () => ready,
    readyWithinMs: 180_000,
    onDeath: 'restart',
    onLine: (text) => {
      const line = parsePollerLine(text);
      ready ||= line.kind === 'ready';
      onTrace(line);
    },
    say,
    onFatal,
  });
};
