/** Schemas are registered in order before code is deployed, and producers are told the ids. */
import { describe, expect, it } from 'vitest';
import { withHandedVersions } from '../../../functions/platform/contract/handed-versions.ts';
import { subjectOf, versionMark } from '../../../schemas/contract.ts';
import { readTopics } from '../../../schemas/source.ts';
import { type Found, synthesized } from './synthesized.ts';

const { all, only, parameters } = await synthesized('prod');
const topics = readTopics();
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

interface Schema {
  readonly SchemaDefinition: string;
  readonly Name: string;
  readonly Schema: { readonly SchemaArn: { readonly 'Fn::GetAtt': readonly string[] } };
}

const propertiesOf = ({ Properties }: Found) => Properties as unknown as Schema;
const files = topics.flatMap(({ topic, schemas }) =>
  schemas.map(({ type, version, schema }) => ({
    subject: subjectOf(topic, `${schema.namespace}.${type}`),
    version,
    text: JSON.stringify(schema),
  })),
);

describe('the registry', () => {
  const first = all('AWS::Glue::Schema');
  const later = all('AWS::Glue::SchemaVersion');

  it('has every version of every schema, fully compatible with all before it', () => {
    expect(first.length + later.length).toBe(files.length);
    for (const { Properties } of first) {
      expect(Properties).toMatchObject({ Compatibility: 'FULL_ALL', DataFormat: 'AVRO' });
    }
  });

  it('registers each later version after the one before it', () => {
    expect(later.length).toBeGreaterThan(5);
    const texts = new Map(
      [...first, ...later].map((each) => [each.logicalId, propertiesOf(each).SchemaDefinition]),
    );
    for (const each of later) {
      const { DependsOn } = each as unknown as { readonly DependsOn: readonly string[] };
      const file = files.find(({ text }) => text === propertiesOf(each).SchemaDefinition);
      const before = files.find(
        ({ subject, version }) => subject === file?.subject && version === file.version - 1,
      );
      expect(DependsOn.map((id) => texts.get(id))).toEqual([before?.text]);
    }
  });

  it('tells the id of each version by a parameter', () => {
    const told = all('AWS::SSM::Parameter', 'Streaming').map(({ Properties }) => ({
      name: Properties.Name,
      text: textOf((Properties.Value as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'][0]),
    }));
    expect(told).toEqual(
      expect.arrayContaining(
        files.map(({ subject, version, text }) => ({
          name: `/tributary/prod/schemas/${subject}/v${version}`,
          text,
        })),
      ),
    );
    expect(told).toHaveLength(files.length);
  });

  const textOf = (logicalId = '') => {
    const found = [...first, ...later].find((each) => each.logicalId === logicalId);
    return found && propertiesOf(found).SchemaDefinition;
  };
});

describe('a function of a context that writes', () => {
  const writing = all('AWS::Lambda::Function').filter(
    ({ Properties }) => 'SCHEMA_VERSIONS' in variablesOf(Properties),
  );

  it('is there', () => {
    expect(new Set(writing.map((each) => each.stack))).toEqual(
      new Set(['Crm', 'Ordering', 'Inventory', 'Payment', 'Shipping', 'Returns']),
    );
  });

  it.each(writing.map((each) => [`${each.stack} ${each.logicalId}`, each] as const))(
    '%s knows the newest version of everything that its context says, and asks nobody',
    (_name, { stack: id, Properties }) => {
      const values = new Map(Object.entries(parameters(id)).map(([name, { Default }]) => [name, Default]));
      const text = deployed(variablesOf(Properties).SCHEMA_VERSIONS, (ref) => {
        const at = files.findIndex(
          ({ subject, version }) => values.get(ref) === `/tributary/prod/schemas/${subject}/v${version}`,
        );
        return idOf(at);
      });
      const registry = withHandedVersions(text, {
        open: () => expect.unreachable(),
        header: () => expect.unreachable(),
      });
      const own = topics.filter(({ folder }) => folder.startsWith(`${id.toLowerCase()}/`));
      expect(own.length).toBeGreaterThan(0);
      for (const { topic, schemas } of own) {
        const newest = new Map(schemas.map((each) => [each.type, each]));
        for (const { type, version, schema } of newest.values()) {
          const subject = subjectOf(topic, `${schema.namespace}.${type}`);
          const at = files.findIndex((each) => each.subject === subject && each.version === version);
          const header = registry.header(subject, JSON.stringify(schema)) as Uint8Array;
          expect(Buffer.from(header).toString('hex')).toBe(`0300${idOf(at).replaceAll('-', '')}`);
        }
      }
    },
  );

  it('is told no more than Lambda lets it be', () => {
    const sizes = all('AWS::Lambda::Function').map(({ stack: id, logicalId, Properties }) => {
      const variables = Object.entries(variablesOf(Properties));
      const size = variables.reduce(
        (sum, [name, value]) => sum + name.length + deployed(value, longest).length,
        0,
      );
      return { name: `${id} ${logicalId}`, size };
    });
    const largest = sizes.reduce((a, b) => (a.size > b.size ? a : b));
    expect(sizes.length).toBeGreaterThan(40);
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    expect(largest.size).toBeLessThan(4_096);
  });
});

it('has marks that no two versions share', () => {
  expect(new Set(files.map(({ subject, text }) => versionMark(subject, text))).size).toBe(files.length);
});

it('is one registry', () => {
  expect(only('AWS::Glue::Registry').Properties.Name).toBe('tributary-prod');
});

/** A parameter is an id; names, addresses and keys are shorter than 160 characters. */
const longest = (ref: string) => 'x'.repeat(ref.startsWith('SsmParameterValue') ? 36 : 160);

const variablesOf = (properties: Found['Properties']): { readonly [name: string]: unknown } =>
  (properties.Environment as { readonly Variables?: { readonly [name: string]: unknown } } | undefined)
    ?.Variables ?? {};

/** What CloudFormation makes of a value, with `refer` for what it looks up. */
const deployed = (value: unknown, refer: (logicalId: string) => string): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, given] = []] = Object.entries(value);
  if (name === 'Fn::Join') {
    const [between, parts] = given as [string, readonly unknown[]];
    return parts.map((part) => deployed(part, refer)).join(between);
  }
  return refer(name === 'Ref' ? String(given) : JSON.stringify(given));
};
