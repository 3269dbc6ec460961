/** The words of `archive`: what is not understood, and what changes something without being asked for, is refused. */
import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { confluentRegistry } from '../../../functions/platform/contract/confluent-registry.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { UsageError } from '../../../ops/command.ts';
import { command } from '../../../ops/commands/archive.ts';
import { relayOf } from '../../../ops/relay/relay-of.ts';

const context = (name: string, physicalIds: { readonly [logicalId: string]: string }) => ({
  name,
  physicalIds: new Map(Object.entries(physicalIds)),
  variables: {},
});
const contexts = [
  context('ordering', {
    RelayHandlerBBE3C188: 'relay-1',
    RelayHandlerServiceRole366069CD: 'role-1',
    RelayHandlerDynamoDBEventSourceOrderingTable1FB926FD4F00C28D: 'uuid-1',
    RelayArchiveBucketC83CE8F1: 'bucket-1',
    RelayArchiveBucketPolicy2B1F08C4: 'policy-1',
  }),
  context('notification', { SenderHandlerBBE3C188: 'sender' }),
];
/** Nothing answers there: whatever asks somebody fails. */
const nowhere = 'http://127.0.0.1:1';
const run = (...words: readonly string[]) =>
  command.run(
    words,
    {
      env: 'local',
      aws: clientConfiguration(nowhere),
      contexts,
      kafka: new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING }),
      registry: confluentRegistry(nowhere),
    },
    () => undefined,
  );

describe('archive', () => {
  it.each([
    [[], 'nothing is none of list, pause, relay, resume'],
    [['send', 'ordering'], 'send is none of list, pause, relay, resume'],
    [['list'], 'expected one context, such as ordering'],
    [['list', 'ordering', 'payment'], 'expected one context, such as ordering'],
    [['relay', 'ordering', '--force'], '--force is no option of archive'],
  ])('does not understand %j', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(UsageError);
    await expect(run(...words)).rejects.toThrow(message);
  });

  it.each(['pause', 'relay', 'resume'])(
    'does not %s without a word when nobody can be asked',
    async (action) => {
      await expect(run(action, 'ordering')).rejects.toThrow(/there is no terminal to ask at; say --yes/);
    },
  );

  it('names the contexts that have a relay', async () => {
    await expect(run('list', 'notification')).rejects.toThrow(
      'notification has no relay; expected one of ordering',
    );
  });
});

it('a relay is found by what its stack calls its parts', () => {
  expect(relayOf(contexts, 'ordering')).toEqual({
    context: 'ordering',
    functionName: 'relay-1',
    mappingId: 'uuid-1',
    bucket: 'bucket-1',
  });
});
