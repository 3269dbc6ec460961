/** Where the reading of a schema stands. */
import type { Named } from './schema.ts';
import { SchemaFault } from './schema-fault.ts';

export interface Place {
  /** Of fields, such as `lines.sku`; arrays, maps and unions are passed through. */
  readonly path: string;
  /** That names without one belong to. */
  readonly namespace: string;
  readonly names: Map<string, Named>;
  /** Names whose definition has begun. */
  readonly begun: Set<string>;
}

export const fieldPath = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

export const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const namePattern = /^[A-Za-z_]\w*$/;

/** @returns a name by the specification's rule for names */
export const nameIn = (json: unknown, { path }: Place): string => {
  if (typeof json === 'string' && json.split('.').every((part) => namePattern.test(part))) return json;
  throw new SchemaFault(path, `expected a name of letters, digits and _, found ${JSON.stringify(json)}`);
};

export const inside = (namespace: string, name: string): string =>
  name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;

/** @returns the list, empty when it is left out */
export const aliasesIn = (json: unknown, place: Place): readonly string[] => {
  if (json === undefined) return [];
  if (Array.isArray(json)) return json.map((name) => nameIn(name, place));
  throw new SchemaFault(place.path, `expected aliases to be a list of names, found ${JSON.stringify(json)}`);
};
