/** Where the stacks of the system are, as CloudFormation says. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { ClientConfiguration } from '../../local/deployed.ts';

export interface StackState {
  readonly status: string | undefined;
  readonly updated: Date | undefined;
  /** The id of the newest event. */
  readonly newest: string | undefined;
}

export const stackStates = (configuration: ClientConfiguration) => {
  const cloudFormation = new CloudFormationClient(configuration);
  /** The newest first. */
  const events = async (StackName: string): Promise<readonly StackEvent[]> => {
    const all: StackEvent[] = [];
    const pages = paginateDescribeStackEvents({ client: cloudFormation }, { StackName });
    for await (const { StackEvents = [] } of pages) all.push(...StackEvents);
    return all;
  };
  return {
    events,
    /** By name. */
    states: async (names: readonly string[]): Promise<{ readonly [name: string]: StackState }> =>
      Object.fromEntries(
        await Promise.all(
          names.map(async (StackName): Promise<[string, StackState]> => {
            const { Stacks: [stack] = [] } = await cloudFormation.send(
              new DescribeStacksCommand({ StackName }),
            );
            const [newest] = await events(StackName);
            return [
              StackName,
              { status: stack?.StackStatus, updated: stack?.LastUpdatedTime, newest: newest?.EventId },
            ];
          }),
        ),
      ),
  };
};
