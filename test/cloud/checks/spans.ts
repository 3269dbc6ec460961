/** Spans, which leave by the functions' logs. */
import { arnOf } from '../assembly/identities.ts';
import { resolved } from '../assembly/intrinsics.ts';
import { type Assembly, every, type Found } from '../assembly/stacks.ts';
import type { Check } from './check.ts';

const isForwarder = ({ stack }: Found): boolean => stack.id === 'Traces';
const foundation = ['Network', 'Streaming', 'Identity', 'Traces'];

const groupOf = ({ stack, Properties }: Found): string => {
  const { LogGroup } = (Properties.LoggingConfig ?? {}) as { readonly LogGroup?: { readonly Ref: string } };
  return `${stack.id}/${LogGroup?.Ref}`;
};

/** By the log group, what hands its lines on. */
const filtersIn = (assembly: Assembly): ReadonlyMap<string, Found> =>
  new Map(
    every(assembly, 'AWS::Logs::SubscriptionFilter').map((filter) => {
      const { Ref } = filter.Properties.LogGroupName as { readonly Ref: string };
      return [`${filter.stack.id}/${Ref}`, filter];
    }),
  );

export const spans: Check = {
  says: 'the log of every function of a context hands its spans to the forwarder, whose own goes nowhere',
  complaints: (assembly) => {
    const filters = filtersIn(assembly);
    const functions = every(assembly, 'AWS::Lambda::Function');
    const forwarders = functions
      .filter(isForwarder)
      .map((each) => arnOf({ stack: each.stack, logicalId: each.logicalId, resource: each }));
    return [
      ...functions
        .filter(({ stack }) => !foundation.includes(stack.id))
        .filter((each) => !filters.has(groupOf(each)))
        .map(({ name }) => `${name} keeps its spans to itself`),
      ...functions
        .filter((each) => isForwarder(each) && filters.has(groupOf(each)))
        .map(({ name }) => `${name} would be handed what it says itself`),
      ...[...filters.values()]
        .filter(({ stack, Properties }) => {
          const { DestinationArn } = resolved(assembly, stack, Properties) as {
            readonly DestinationArn: string;
          };
          return !forwarders.includes(DestinationArn);
        })
        .map(({ name }) => `${name} does not end at the forwarder`),
    ];
  },
};
