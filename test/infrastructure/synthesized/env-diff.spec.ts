/** A context is the same on a laptop and in the cloud, but for what the laptop has instead of AWS. */
import { describe, expect, it } from 'vitest';
import type { Template } from '../../../local/assembly/templates.ts';
import { allowed } from '../../../synth/allowed/allowed.ts';
import { allowing, isContextStack } from '../../../synth/allowed/allowing.ts';
import { type Difference, differencesBetween } from '../../../synth/difference.ts';
import { plain } from '../../../synth/plain.ts';
import { sideOf } from '../../../synth/side.ts';

const sides = [await sideOf('local'), await sideOf('prod')] as const;
const differences = differencesBetween(...sides).filter(isContextStack);
const place = ({ stack, type, logicalId, path, first, second }: Difference) =>
  `${stack} ${type} ${logicalId} ${path}: ${JSON.stringify(first)} and ${JSON.stringify(second)}`;

it('differs in what is allowed only', () => {
  expect(differences.length).toBeGreaterThan(100);
  expect(differences.filter((each) => allowing(each) === undefined).map(place)).toEqual([]);
});

it('has no stack that the other lacks, but for the network, the edge, traces, operations and backups', () => {
  const [local, prod] = sides.map(({ templates }) => templates.map(({ id }) => id));
  expect(prod?.filter((id) => !local?.includes(id))).toEqual([
    'Network',
    'FrontDoor',
    'Traces',
    'Edge',
    'Operations',
    'Backups',
  ]);
  expect(local?.filter((id) => !prod?.includes(id))).toEqual([]);
});

it('has no row that allows nothing', () => {
  const used = new Set(differences.map(allowing));
  expect(allowed.filter((each) => !used.has(each))).toEqual([]);
});

describe('a difference', () => {
  const [local, prod] = sides;
  const inOrdering = (change: (resources: Changeable) => void) => {
    const templates = prod.templates.map((template) => structuredClone(template));
    const ordering = templates.find(({ id }) => id === 'Ordering') as Template;
    change(ordering.resources as Changeable);
    return differencesBetween(local, { ...prod, templates })
      .filter(isContextStack)
      .filter((each) => allowing(each) === undefined);
  };
  const firstOf = (resources: Changeable, type: string, prefix = '') => {
    const found = Object.entries(resources).find(([id, each]) => each.Type === type && id.startsWith(prefix));
    if (found === undefined) throw new Error(`no ${type}`);
    return found[1].Properties;
  };

  it.each<readonly [string, (resources: Changeable) => void, string]>([
    [
      'in how often a mapping tries',
      (all) => {
        firstOf(all, 'AWS::Lambda::EventSourceMapping', 'Saga').MaximumRetryAttempts = 1;
      },
      'Properties.MaximumRetryAttempts',
    ],
    [
      'in what a function may do',
      (all) => {
        const { Statement } = firstOf(all, 'AWS::IAM::Policy', 'SagaHandler').PolicyDocument as {
          readonly Statement: object[];
        };
        Statement.push({ Action: 'glue:GetSchemaVersion', Effect: 'Allow', Resource: '*' });
      },
      'Properties.PolicyDocument.Statement[]',
    ],
    [
      'in which topics a function may read',
      (all) => {
        const policy = firstOf(all, 'AWS::IAM::Policy', 'SagaHandler');
        policy.PolicyDocument = JSON.parse(
          JSON.stringify(policy.PolicyDocument).replaceAll('/payment.payment"', '/crm.counterparty"'),
        );
      },
      'Properties.PolicyDocument.Statement[]',
    ],
    [
      'in a resource that only one has',
      (all) => {
        all.More = { Type: 'AWS::SQS::Queue', Properties: {} };
      },
      '',
    ],
  ])('%s is seen, and not allowed', (_what, change, path) => {
    const found = inOrdering(change);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((each) => each.path))).toEqual(new Set([path]));
  });
});

describe('names', () => {
  const spelling = { environment: 'prod', region: 'eu-central-1' };
  const arn = { 'Fn::ImportValue': 'tributary-prod-streaming:ExportsOutputFnGetAttMskEBD604ECArnA1F6D90A' };
  const topic = {
    'Fn::Join': ['', [{ 'Fn::Join': [':topic/', { 'Fn::Split': [':cluster/', arn] }] }, '/a.b']],
  };

  it('are the same in all environments', () => {
    expect(plain('prod.ordering.saga.payment.payment', spelling)).toBe(
      '<environment>.ordering.saga.payment.payment',
    );
    expect(plain(topic, spelling)).toBe(
      'arn:aws:kafka:<region>:000000000000:topic/tributary-<environment>/00000000-0000-0000-0000-000000000000-1/a.b',
    );
  });

  it('that only look like an environment’s stay', () => {
    for (const text of ['production', 'a-prod.thing', 'products.prod.x'])
      expect(plain(text, spelling)).toBe(text);
  });
});

interface Changeable {
  [logicalId: string]: { readonly Type: string; readonly Properties: { [name: string]: unknown } };
}
