/** A context's relay as it is deployed: its function, the mapping that feeds it, and its archive. */
import type { DeployedContext } from '../connection.ts';

export interface DeployedRelay {
  readonly context: string;
  readonly functionName: string;
  readonly mappingId: string;
  readonly bucket: string;
}

const parts = {
  functionName: /^RelayHandler[0-9A-F]{8}$/,
  mappingId: /^RelayHandlerDynamoDBEventSource/,
  bucket: /^RelayArchiveBucket[0-9A-F]{8}$/,
} as const;

/** @throws Error naming the contexts that have a relay, when this one has none */
export const relayOf = (contexts: readonly DeployedContext[], name: string): DeployedRelay => {
  const relays = contexts.flatMap(relayIn);
  const found = relays.find(({ context }) => context === name);
  if (found !== undefined) return found;
  const known = relays.map(({ context }) => context).join(', ');
  throw new Error(`${name} has no relay; expected one of ${known}`);
};

/** None for a context that says nothing on Kafka. */
const relayIn = ({ name, physicalIds }: DeployedContext): readonly DeployedRelay[] => {
  const physical = (pattern: RegExp): string | undefined =>
    [...physicalIds].find(([logicalId]) => pattern.test(logicalId))?.[1];
  const [functionName, mappingId, bucket] = [parts.functionName, parts.mappingId, parts.bucket].map(physical);
  return functionName === undefined || mappingId === undefined || bucket === undefined
    ? []
    : [{ context: name, functionName, mappingId, bucket }];
};
