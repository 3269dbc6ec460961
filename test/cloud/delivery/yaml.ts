/** Reads YAML, and judges it by a published schema, with Python's tools. */
import { dirname, join } from 'node:path';
import { run } from '../../../local/install/run.ts';

const program = 'import json, sys, yaml; print(json.dumps(yaml.load(open(sys.argv[1]), yaml.BaseLoader)))';

/** Every scalar is a text. @throws Error with what the parser said */
export const readYaml = async (python: string, path: string): Promise<unknown> => {
  const { code, output } = await run(python, ['-c', program, path]);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output);
};

/** @param schema a name of those that check-jsonschema brings. @returns nothing when it is valid, else why not */
export const invalid = async (python: string, schema: string, path: string): Promise<string> => {
  const { code, output } = await run(join(dirname(python), 'check-jsonschema'), [
    '--builtin-schema',
    schema,
    path,
  ]);
  return code === 0 ? '' : output;
};
