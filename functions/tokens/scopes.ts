/** Lambda: before the user pool signs a token, gives it the scopes of its user's groups. */
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { grantedTo } from '../platform/http/scopes.ts';

/**
 * A user who signs in with a password gets no scope of a resource server; the second version of this trigger may add them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  const { groupsToOverride = [] } = event.request.groupConfiguration;
  const scopesToAdd = [...grantedTo(groupsToOverride)];
  return {
    ...event,
    response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd } } },
  };
};
