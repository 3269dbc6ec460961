/** The AWS clients of a connection, made once: who looks every few seconds must not open sockets every few seconds. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Connection } from './connection.ts';

const made = new WeakMap<Connection['aws'], ReturnType<typeof make>>();

export const clientsOf = ({ aws }: Pick<Connection, 'aws'>) => {
  const known = made.get(aws);
  if (known !== undefined) return known;
  const fresh = make(aws);
  made.set(aws, fresh);
  return fresh;
};

const make = (aws: Connection['aws']) => ({
  cloudFormation: new CloudFormationClient(aws),
  cloudWatch: new CloudWatchClient(aws),
  dynamodb: new DynamoDBClient(aws),
  lambda: new LambdaClient(aws),
  logs: new CloudWatchLogsClient(aws),
  // A queue's URL is a name, not an address: behind an emulator it leads nowhere.
  sqs: new SQSClient({ ...aws, useQueueUrlAsEndpoint: false }),
});
