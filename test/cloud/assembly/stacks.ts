/** An environment as it was synthesized: every stack with its resources, outputs and dependencies. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resource {
  readonly Type: string;
  Properties: { [name: string]: unknown };
  readonly Metadata?: { readonly [name: string]: unknown };
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  UpdatePolicy?: unknown;
}

export interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

export interface Stack {
  /** Its id in the app, such as `Ordering`. */
  readonly id: string;
  readonly stackName: string;
  readonly region: string;
  readonly resources: { [logicalId: string]: Resource };
  readonly outputs: { readonly [name: string]: Output };
  /** Of values that are looked up in the parameter store when it is deployed, by the parameters' ids. */
  readonly stored: { readonly [id: string]: string };
  /** Ids of the stacks that must be deployed before it. */
  readonly dependencies: readonly string[];
}

export interface Assembly {
  readonly environment: string;
  readonly stacks: readonly Stack[];
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties: { readonly templateFile: string; readonly stackName: string };
}

/** @param folder of the cloud assembly */
export const readAssembly = (environment: string, folder: string): Assembly => {
  const { artifacts } = readJson(join(folder, 'manifest.json')) as {
    artifacts: { readonly [id: string]: Artifact };
  };
  const isStack = (id: string) => artifacts[id]?.type === 'aws:cloudformation:stack';
  const stacks = Object.entries(artifacts)
    .filter(([id]) => isStack(id))
    .map(([id, { environment: place = '', properties, dependencies = [] }]) => {
      const {
        Resources,
        Outputs = {},
        Parameters = {},
      } = readJson(join(folder, properties.templateFile)) as {
        Resources: Stack['resources'];
        Outputs?: Stack['outputs'];
        Parameters?: { readonly [id: string]: { readonly Type: string; readonly Default?: string } };
      };
      for (const resource of Object.values(Resources)) resource.Properties ??= {};
      return {
        id,
        stackName: properties.stackName,
        region: place.split('/').at(-1) ?? '',
        resources: Resources,
        stored: storedIn(Parameters),
        outputs: Outputs,
        dependencies: dependencies.filter(isStack),
      };
    });
  return { environment, stacks };
};

const storedIn = (parameters: {
  readonly [id: string]: { readonly Type: string; readonly Default?: string };
}): Stack['stored'] =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([, { Type }]) => Type.startsWith('AWS::SSM::Parameter::Value'))
      .map(([id, { Default = '' }]) => [id, Default]),
  );

export interface Found extends Resource {
  readonly stack: Stack;
  readonly logicalId: string;
  /** `<stack>/<logical id without the hash that CDK adds>`, for people. */
  readonly name: string;
}

/** Every resource of a type, in the order of the stacks. */
export const every = ({ stacks }: Assembly, type: string): readonly Found[] =>
  stacks.flatMap((stack) => everyIn(stack, type));

export const everyIn = (stack: Stack, type: string): readonly Found[] =>
  Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === type)
    .map(([logicalId, resource]) => ({
      ...resource,
      stack,
      logicalId,
      name: `${stack.id}/${readable(logicalId)}`,
    }));

export const readable = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** A change of it changes the copy only. */
export const copyOf = (assembly: Assembly): Assembly => structuredClone(assembly);

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
