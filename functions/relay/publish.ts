/** Lambda: a table's stream in, Kafka out. */
import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { observed } from '../platform/observed.ts';
import { relay } from '../platform/relay/relay.ts';
import { arm, producer } from './wiring.ts';

export const handler = middy<DynamoDBStreamEvent, number>()
  .use(observed('relay'))
  .handler(relay(producer, arm));
