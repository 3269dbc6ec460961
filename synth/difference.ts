/** What differs between two environments' templates: resources by type, and their properties by path. */
import type { Resource, Template } from '../local/assembly/templates.ts';
import { plain, type Spelling } from './plain.ts';

export interface Side {
  readonly spelling: Spelling;
  readonly templates: readonly Template[];
}

export interface Difference {
  readonly stack: string;
  /** Such as `AWS::Lambda::Function`. */
  readonly type: string;
  readonly logicalId: string;
  /** Such as `Properties.Environment.Variables.SCHEMA_REGISTRY`; empty where one of them lacks the resource. */
  readonly path: string;
  /** Undefined where the first has nothing there. */
  readonly first: unknown;
  readonly second: unknown;
}

/** Of the stacks that both have. */
export const differencesBetween = (first: Side, second: Side): readonly Difference[] =>
  first.templates.flatMap(({ id, resources }) => {
    const other = second.templates.find((template) => template.id === id)?.resources;
    if (other === undefined) return [];
    return [...new Set([...Object.keys(resources), ...Object.keys(other)])].flatMap((logicalId) => {
      const [one, two] = [resources[logicalId], other[logicalId]];
      const type = (one ?? two)?.Type ?? '';
      const changes = changed(known(one, first.spelling), known(two, second.spelling));
      return changes.map((each) => ({ stack: id, type, logicalId, ...each }));
    });
  });

/** Where an asset lies says nothing. */
const known = (resource: Resource | undefined, spelling: Spelling): unknown => {
  if (resource === undefined) return undefined;
  const { Metadata, ...rest } = resource;
  return plain(rest, spelling);
};

type Change = Pick<Difference, 'path' | 'first' | 'second'>;

const changed = (first: unknown, second: unknown, path = ''): readonly Change[] => {
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  if (Array.isArray(first) && Array.isArray(second)) {
    const [gone, come] = [without(first, second), without(second, first)];
    return [
      ...gone.map((each) => ({ path: `${path}[]`, first: each, second: undefined })),
      ...come.map((each) => ({ path: `${path}[]`, first: undefined, second: each })),
    ];
  }
  if (!isPlainObject(first) || !isPlainObject(second)) return [{ path, first, second }];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].flatMap((name) =>
    changed(first[name], second[name], path === '' ? name : `${path}.${name}`),
  );
};

/** The order of statements, groups and tags says nothing. */
const without = (all: readonly unknown[], others: readonly unknown[]): readonly unknown[] => {
  const texts = new Set(others.map((each) => JSON.stringify(each)));
  return all.filter((each) => !texts.has(JSON.stringify(each)));
};

/** What CloudFormation computes is one value. */
const isPlainObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
