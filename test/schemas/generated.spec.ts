/** The generated types are those of the schemas, and the schemas are as they should be. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import avro from 'avsc';
import { describe, expect, it } from 'vitest';
import { readTopics, schemaRoot } from '../../schemas/source.ts';
import { contractModule } from '../../schemas/typescript.ts';

const topics = readTopics();

describe('generated contracts', () => {
  it.each(topics.map((topic) => [topic.folder, topic] as const))('of %s are fresh', (folder, topic) => {
    const written = readFileSync(join(schemaRoot, folder, 'contract.gen.ts'), 'utf8');
    expect(written, 'run npm run types').toBe(contractModule(topic));
  });

  it('stand beside their schemas, every one', () => {
    const generated = globSync('*/*/contract.gen.ts', { cwd: schemaRoot }).sort();
    expect(generated).toEqual(topics.map(({ folder }) => `${folder}/contract.gen.ts`).sort());
  });
});

describe.each(topics.map((topic) => [topic.topic, topic] as const))('%s', (_name, topic) => {
  it('has a key in every message, as text', () => {
    for (const { type, schema } of topic.schemas) {
      const key = schema.fields.find(({ name }) => name === topic.key);
      expect(key?.type, `${type}.${topic.key}`).toBe('string');
    }
  });

  it('says of every message what it means, in Avro that Avro accepts', () => {
    for (const { type, version, schema } of topic.schemas) {
      expect(schema.doc, `${type}.v${version}`).toMatch(/\S/);
      expect(() => avro.Type.forSchema(schema as avro.Schema)).not.toThrow();
    }
  });
});
