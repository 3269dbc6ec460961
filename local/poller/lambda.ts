/** Invokes functions through the Lambda API. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfiguration } from '../emulated-aws.ts';
import type { Invocation } from './settle.ts';

/** @throws what the SDK throws when the API is not there, or throttles: that is no attempt of the function */
export const lambda = (awsEndpoint: string) => {
  const client = new LambdaClient({ ...clientConfiguration(awsEndpoint), maxAttempts: 1 });
  return async (FunctionName: string, payload: object): Promise<Invocation> => {
    const startedAt = performance.now();
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }),
    );
    const text = Payload?.transformToString() ?? '';
    return {
      answer: parsed(text),
      functionError: FunctionError,
      ms: performance.now() - startedAt,
    };
  };
};

/** A function that returns nothing answers with nothing, which is success; anything unreadable is not. */
const parsed = (text: string): unknown => {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
