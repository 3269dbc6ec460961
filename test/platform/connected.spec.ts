/** What a function's environment connects it to: the schema registry that it names, or a sentence about what is wrong. */
import { describe, expect, it } from 'vitest';
import { connected } from '../../functions/platform/connected.ts';

const variables = { TABLE_NAME: 'table', DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/queue' };

describe('SCHEMA_REGISTRY', () => {
  it.each([
    ['http://127.0.0.1/registry', 'Confluent'],
    ['https://registry.example', 'Confluent'],
    ['glue:tributary-dev', 'Glue'],
  ])('of %s means the framing of %s', async (SCHEMA_REGISTRY, framing) => {
    const { registry } = connected({ ...variables, SCHEMA_REGISTRY });
    await expect(async () => registry.open(Buffer.alloc(0))).rejects.toThrow(
      `expected a value with ${framing} framing`,
    );
  });

  it.each(['', 'glue:', 'https://', 'tributary-dev', 'ftp://registry'])(
    'of “%s” is refused',
    (SCHEMA_REGISTRY) => {
      expect(() => connected({ ...variables, SCHEMA_REGISTRY })).toThrow(
        'SCHEMA_REGISTRY: expected http(s)://… of a Confluent API, or glue:<registry name>',
      );
    },
  );
});
