/** Reads the templates that a synthesis left: the only source of the local wiring. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: unknown };
  /** What CDK noted beside it, such as its asset's folder. */
  readonly Metadata?: { readonly [name: string]: unknown };
}

export interface Template {
  /** The stack's id in the app, such as `Ordering`. */
  readonly id: string;
  readonly stackName: string;
  readonly resources: { readonly [logicalId: string]: Resource };
}

interface Manifest {
  readonly artifacts: { readonly [id: string]: Artifact };
}

interface Artifact {
  readonly type: string;
  readonly properties: { readonly templateFile: string; readonly stackName?: string };
}

/** @param folder of the cloud assembly, `cdk.out` */
export const readTemplates = (folder: string): readonly Template[] => {
  const { artifacts } = readJson(join(folder, 'manifest.json')) as Manifest;
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) => {
      const { Resources } = readJson(join(folder, properties.templateFile)) as {
        Resources: Template['resources'];
      };
      return { id, stackName: properties.stackName ?? id, resources: Resources };
    });
};

/** Resources of one type, with their logical ids. */
export const resourcesOf = (
  template: Template,
  type: string,
): readonly (Resource & { readonly logicalId: string })[] =>
  Object.entries(template.resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => ({ logicalId, ...resource }));

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
