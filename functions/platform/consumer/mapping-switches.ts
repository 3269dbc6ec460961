/** Pauses and resumes event source mappings through the Lambda API. */
import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { Switches } from './circuit.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export const mappingSwitches = (lambda: LambdaClient): Switches => ({
  stateOf: async (UUID) => {
    const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    if (State === 'Enabled') return 'enabled';
    return State === 'Disabled' ? 'disabled' : 'changing';
  },
  turn: async (UUID, Enabled) => {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  },
});
