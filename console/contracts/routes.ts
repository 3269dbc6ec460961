/** Contracts as they stand, and what the check would say of another. */
import type { Consumers } from '../../schemas/reads.ts';
import type { TopicSource } from '../../schemas/source.ts';
import { asking, type Route, reading } from '../server/route.ts';
import { contractMessages } from './messages.ts';
import { proposal, verdictOn } from './verdict.ts';

export const contractRoutes = (topics: readonly TopicSource[], consumers: Consumers): readonly Route[] => {
  const messages = contractMessages(topics, consumers);
  return [
    reading('/api/contracts', async () => messages),
    asking('/api/contracts/verdict', async ({ body }) => verdictOn(topics, consumers, proposal.parse(body))),
  ];
};
