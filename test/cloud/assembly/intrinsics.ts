/** CloudFormation's functions, worked out as far as templates of ours use them. */
import { account, attributeOf, type Named, refOf } from './identities.ts';
import type { Assembly, Stack } from './stacks.ts';

type Arguments = readonly unknown[];

/**
 * The value with every function in it worked out; identities are those of `identities.ts`.
 *
 * @throws Error naming what is not known
 */
export const resolved = (assembly: Assembly, stack: Stack, value: unknown): unknown => {
  const inside = (part: unknown): unknown => resolved(assembly, stack, part);
  if (Array.isArray(value)) return value.map(inside);
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', ...others] = Object.keys(value);
  const argument = (value as { [name: string]: unknown })[name];
  if (others.length === 0 && name === 'Ref') return reference(stack, String(argument));
  if (others.length === 0 && name === 'Fn::GetAtt') {
    const [id = '', attribute = ''] = [argument].flat().map(String);
    return attributeOf(named(stack, id), attribute);
  }
  if (others.length === 0 && name === 'Fn::ImportValue') return imported(assembly, String(inside(argument)));
  if (others.length === 0 && name.startsWith('Fn::')) return applied(name, stack, inside(argument));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inside(part)]));
};

export const resolvedText = (assembly: Assembly, stack: Stack, value: unknown): string => {
  const text = resolved(assembly, stack, value);
  if (typeof text === 'string') return text;
  throw new Error(`${stack.id}: expected a text, but got ${JSON.stringify(text)}`);
};

const applied = (name: string, stack: Stack, argument: unknown): unknown => {
  const [first, second] = argument as Arguments;
  switch (name) {
    case 'Fn::Join':
      return (second as Arguments).join(String(first));
    case 'Fn::Split':
      return String(second).split(String(first));
    case 'Fn::Select':
      return (second as Arguments)[Number(first)];
    case 'Fn::Sub':
      return String(argument).replaceAll(/\$\{([\w:]+)\}/g, (_, id: string) => reference(stack, id));
    default:
      throw new Error(`${stack.id} uses ${name}, which is not known here`);
  }
};

const imported = (assembly: Assembly, name: string): unknown => {
  for (const stack of assembly.stacks) {
    const output = Object.values(stack.outputs).find(({ Export }) => Export?.Name === name);
    if (output !== undefined) return resolved(assembly, stack, output.Value);
  }
  throw new Error(`no stack exports ${name}`);
};

const reference = (stack: Stack, id: string): string => {
  const pseudo: { readonly [name: string]: string } = {
    'AWS::Partition': 'aws',
    'AWS::Region': stack.region,
    'AWS::AccountId': account,
    'AWS::StackName': stack.stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return pseudo[id] ?? stack.stored[id] ?? refOf(named(stack, id));
};

const named = (stack: Stack, logicalId: string): Named => {
  const resource = stack.resources[logicalId];
  if (resource === undefined) throw new Error(`${stack.id} has no resource ${logicalId}`);
  return { stack, logicalId, resource };
};
