/** Judges an AsyncAPI document by its parser, and the Avro schemas in it by avsc. */
import { join } from 'node:path';
import { type AsyncAPIDocumentInterface, Parser } from '@asyncapi/parser';
import avro from 'avsc';
import { root } from '../../../docs/build/source-text.ts';

export interface Judgement {
  readonly document: AsyncAPIDocumentInterface | undefined;
  /** Errors and warnings, without advice. */
  readonly faults: readonly string[];
}

/** References to files are followed from `docs/generated/`. */
export const judged = async (text: string): Promise<Judgement> => {
  const parser = new Parser();
  parser.registerSchemaParser({
    validate: ({ data }) => faultsOf(data),
    parse: ({ data }) => data as object,
    getMimeTypes: () => ['application/vnd.apache.avro+json;version=1.9.0'],
  });
  const source = join(root, 'docs', 'generated', 'asyncapi.json');
  const { document, diagnostics } = await parser.parse(text, { source });
  const faults = diagnostics.filter(({ severity }) => severity <= 1);
  return { document, faults: faults.map(({ path, message }) => `${path.join('.')}: ${message}`) };
};

const faultsOf = (schema: unknown) => {
  try {
    avro.Type.forSchema(structuredClone(schema) as avro.Schema);
    return [];
  } catch (error) {
    return [{ message: String(error) }];
  }
};
