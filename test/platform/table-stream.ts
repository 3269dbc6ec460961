/** A table's stream on the emulator, whose records have the shape that Lambda gives to the relay. */
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

export interface StreamedTable {
  readonly awsEndpoint: string;
  readonly dynamodb: DynamoDBClient;
  readonly table: string;
}

/** All records from the beginning. */
export const streamOf = async ({ awsEndpoint, dynamodb, table }: StreamedTable) => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: table }));
  const ask = asking(awsEndpoint);
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await ask('DescribeStream', { StreamArn });
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
  let { ShardIterator } = await ask('GetShardIterator', from);
  const all: DynamoDBRecord[] = [];
  for (;;) {
    const { Records, NextShardIterator } = await ask('GetRecords', { ShardIterator });
    if (Records.length === 0) return all;
    all.push(...Records);
    ShardIterator = NextShardIterator;
  }
};

interface Answer {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
  readonly ShardIterator: string;
  readonly Records: readonly DynamoDBRecord[];
  readonly NextShardIterator: string;
}

/** Its own protocol, because only the mapping of the relay reads streams, and we have no client for them. */
const asking =
  (awsEndpoint: string) =>
  async (operation: string, body: object): Promise<Answer> => {
    const response = await fetch(awsEndpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${operation} was refused: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
