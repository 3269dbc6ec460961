/** Which event source mappings are paused, as the Lambda API says. */
import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { clientConfiguration } from '../emulated-aws.ts';

/** By id, whether it is enabled; a mapping that was removed is not in it. */
export type States = () => Promise<ReadonlyMap<string, boolean>>;

export const statesOf = (awsEndpoint: string): States => {
  const client = new LambdaClient({ ...clientConfiguration(awsEndpoint), maxAttempts: 1 });
  return async () => {
    const states = new Map<string, boolean>();
    for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {})) {
      for (const { UUID = '', State } of EventSourceMappings) states.set(UUID, State === 'Enabled');
    }
    return states;
  };
};
