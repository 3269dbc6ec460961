/** Sends what a relay's archive holds, through the deployed relay itself. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Archive, ArchivedFile } from './archive.ts';
import { mappingState } from './mapping.ts';
import type { DeployedRelay } from './relay-of.ts';

export interface RelayArchiveProps {
  readonly lambda: LambdaClient;
  readonly relay: DeployedRelay;
  readonly archive: Archive;
  /** Told after each file. */
  readonly progress: (file: ArchivedFile, messages: number) => void;
  /** Ends it between two files. */
  readonly signal: AbortSignal;
}

export interface Relayed {
  readonly files: number;
  readonly messages: number;
  /** Files that still wait, because it was interrupted. */
  readonly left: number;
}

/**
 * One file after another, each set aside when all of it is acknowledged: whoever is interrupted, or fails, starts again
 * with the first that is left. The function is in the brokers' network and has the right to write; an operator needs
 * neither.
 *
 * @throws Error when the relay is not paused, or could not send
 */
export const relayArchive = async ({
  lambda,
  relay,
  archive,
  progress,
  signal,
}: RelayArchiveProps): Promise<Relayed> => {
  const { context, mappingId, functionName } = relay;
  const state = await mappingState(lambda, mappingId);
  if (state !== 'Disabled') {
    throw new Error(
      `the relay of ${context} is ${state}: what it sends now overtakes what is archived; \`archive pause ${context}\` first`,
    );
  }
  const files = await archive.waiting();
  let [sent, messages] = [0, 0];
  for (const file of files) {
    if (signal.aborted) break;
    const { event } = await archive.read(file.key);
    const count = await invoke(lambda, functionName, file.key, event);
    await archive.setAside(file.key);
    sent += 1;
    messages += count;
    progress(file, count);
  }
  return { files: sent, messages, left: files.length - sent };
};

/** @returns how many messages and deadlines were acknowledged */
const invoke = async (
  lambda: LambdaClient,
  FunctionName: string,
  key: string,
  event: object,
): Promise<number> => {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
  );
  const answer = Payload?.transformToString() ?? '';
  if (FunctionError === undefined) return Number(answer);
  throw new Error(`the relay could not send ${key}, which stays where it is: ${answer.slice(0, 500)}`);
};
