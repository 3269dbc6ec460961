/** `archive`: what a relay could not send within 20 hours, and how it is sent after all. */

import { styleText } from 'node:util';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { type Command, UsageError } from '../command.ts';
import { confirmed } from '../confirmed.ts';
import type { Connection } from '../connection.ts';
import { archiveIn } from '../relay/archive.ts';
import { mappingState, setEnabled } from '../relay/mapping.ts';
import { relayArchive } from '../relay/relay-archive.ts';
import { type DeployedRelay, relayOf } from '../relay/relay-of.ts';

const usage = `usage: npm run ops -- archive list   <context> [--json]   what waits in the archive, and whether the relay runs
       npm run ops -- archive pause  <context> [--yes]    stops the relay; what is committed waits in the stream, 24 hours at most
       npm run ops -- archive relay  <context> [--yes]    sends what is archived, oldest first; the relay must be paused
       npm run ops -- archive resume <context> [--yes]    lets the relay go on from where it was`;

interface Case {
  readonly relay: DeployedRelay;
  readonly lambda: LambdaClient;
  readonly archive: ReturnType<typeof archiveIn>;
  readonly options: ReadonlySet<string>;
  readonly say: (line: string) => void;
}

const list = async ({ relay, lambda, archive, options, say }: Case): Promise<number> => {
  const [state, files] = [await mappingState(lambda, relay.mappingId), await archive.waiting()];
  if (options.has('--json')) {
    const plain = files.map(({ sequenceNumber, ...file }) => ({
      ...file,
      sequenceNumber: String(sequenceNumber),
    }));
    say(JSON.stringify({ context: relay.context, relay: state, files: plain }, null, 2));
    return 0;
  }
  say(`the relay of ${relay.context} is ${styleText(state === 'Enabled' ? 'green' : 'yellow', state)}`);
  for (const { key, records, from, to, condition } of files) {
    say(`${from} to ${to}  ${String(records).padStart(5)} records  ${condition}  ${key.split('/').at(-1)}`);
  }
  const records = files.reduce((sum, file) => sum + file.records, 0);
  say(files.length === 0 ? 'the archive is empty' : `${files.length} files, ${records} records`);
  return 0;
};

const setRunning =
  (running: boolean) =>
  async ({ relay, lambda, options, say }: Case): Promise<number> => {
    const what = running
      ? `the relay of ${relay.context} goes on from where it was`
      : `the relay of ${relay.context} stops: nobody hears what is committed until it is resumed, and the stream forgets after 24 hours`;
    if (!(await confirmed(`${what}.`, { yes: options.has('--yes'), say }))) return 1;
    await setEnabled(lambda, relay.mappingId, running);
    say(`the relay of ${relay.context} is ${running ? 'resumed' : 'paused'}`);
    return 0;
  };

const send = async ({ relay, lambda, archive, options, say }: Case): Promise<number> => {
  const what = `everything in the archive of ${relay.context} is sent to Kafka, oldest first`;
  if (!(await confirmed(`${what}.`, { yes: options.has('--yes'), say }))) return 1;
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  const { files, messages, left } = await relayArchive({
    lambda,
    relay,
    archive,
    progress: (file, count) => say(`${file.from}  ${file.records} records, ${count} messages sent`),
    signal: interrupted.signal,
  }).finally(() => process.off('SIGINT', interrupt));
  say(`${files} files with ${messages} messages sent, ${left} left`);
  if (left > 0) say('interrupted; the same command goes on with what is left');
  else say(`next: npm run ops -- archive resume ${relay.context}`);
  return left > 0 ? 1 : 0;
};

const actions: { readonly [name: string]: (given: Case) => Promise<number> } = {
  list,
  pause: setRunning(false),
  relay: send,
  resume: setRunning(true),
};

const known = new Set(['--json', '--yes']);

const run = async (
  words: readonly string[],
  { aws, contexts }: Connection,
  say: Case['say'],
): Promise<number> => {
  const [action = '', context, ...more] = words.filter((word) => !word.startsWith('--'));
  const options = new Set(words.filter((word) => word.startsWith('--')));
  const act = actions[action];
  if (act === undefined)
    throw new UsageError(`${action || 'nothing'} is none of ${Object.keys(actions).join(', ')}`);
  if (context === undefined || more.length > 0)
    throw new UsageError('expected one context, such as ordering');
  for (const option of options)
    if (!known.has(option)) throw new UsageError(`${option} is no option of archive`);
  const relay = relayOf(contexts, context);
  // An address of its own for each bucket leads nowhere on a laptop.
  const s3 = new S3Client({ ...aws, forcePathStyle: true });
  return act({ relay, lambda: new LambdaClient(aws), archive: archiveIn(s3, relay.bucket), options, say });
};

export const command: Command = {
  summary: 'what a relay could not send for 20 hours, and sending it',
  usage,
  run,
};
