/** The templates of an environment, synthesized once for all specifications. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Resource, readTemplates, type Template } from '../../../local/assembly/templates.ts';
import { assemblyOf } from '../../../synth/assembly.ts';

export type Found = Resource & { readonly stack: string; readonly logicalId: string };

export interface Synthesized {
  /** Of the cloud assembly. */
  readonly folder: string;
  readonly templates: readonly Template[];
  readonly stack: (id: string) => Template;
  /** Of all stacks, or of one. */
  readonly all: (type: string, stack?: string) => readonly Found[];
  /** @throws Error unless there is exactly one */
  readonly only: (type: string, stack?: string) => Found;
  /** Of a stack: what CloudFormation asks for before it begins, by name. */
  readonly parameters: (stack: string) => { readonly [name: string]: { readonly Default?: string } };
  /** Of a stack: what it says when it is deployed, by name. */
  readonly outputs: (stack: string) => { readonly [name: string]: object };
}

/** @param more for `-c` */
export const synthesized = async (
  env: string,
  more: { readonly [name: string]: string } = {},
): Promise<Synthesized> => {
  const folder = await assemblyOf({ env, ...more });
  const templates = readTemplates(folder);
  const all = (type: string, stack?: string) =>
    templates
      .filter(({ id }) => stack === undefined || id === stack)
      .flatMap(({ id, resources }) =>
        Object.entries(resources)
          .filter(([, { Type }]) => Type === type)
          .map(([logicalId, resource]) => ({ ...resource, stack: id, logicalId })),
      );
  const template = (stack: string) =>
    JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8'));
  return {
    folder,
    templates,
    all,
    parameters: (stack) => template(stack).Parameters ?? {},
    outputs: (stack) => template(stack).Outputs ?? {},
    stack: (id) => {
      const found = templates.find((template) => template.id === id);
      if (found === undefined) throw new Error(`${env} has no stack ${id}`);
      return found;
    },
    only: (type, stack) => {
      const [found, ...others] = all(type, stack);
      if (found === undefined || others.length > 0) {
        throw new Error(`${env} has ${others.length + (found === undefined ? 0 : 1)} of ${type}, not one`);
      }
      return found;
    },
  };
};
