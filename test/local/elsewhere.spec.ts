/** Services that run already are named in the environment, and only those are not started. */
import { expect, it } from 'vitest';
import { elsewhereIn, found } from '../../local/elsewhere.ts';

it('says nothing of what is not named', () => {
  expect(elsewhereIn({})).toEqual({});
  expect(elsewhereIn({ TRIBUTARY_AWS_ENDPOINT: 'http://127.0.0.1:4566' })).toEqual({
    awsEndpoint: 'http://127.0.0.1:4566',
  });
});

it.each([
  ['TRIBUTARY_KAFKA_BROKERS', 'http://127.0.0.1:9092'],
  ['TRIBUTARY_KAFKA_BROKERS', '127.0.0.1'],
  ['TRIBUTARY_AWS_ENDPOINT', '127.0.0.1:4566'],
  ['TRIBUTARY_SCHEMA_REGISTRY_URL', 'http://127.0.0.1:8081/'],
])('%s cannot be %s, and says what it can be', (variable, value) => {
  expect(() => elsewhereIn({ [variable]: value })).toThrow(`${variable} is ${value}; expected`);
});

it('is waited for, and neither restarted nor stopped by us', async () => {
  let asked = 0;
  const service = await found('Kafka', '127.0.0.1:9092', async () => {
    asked += 1;
    return asked > 1;
  });
  expect(asked).toBe(2);
  expect(service.pid()).toBeUndefined();
  await expect(service.stop()).resolves.toBeUndefined();
});
