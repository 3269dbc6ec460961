/** What is deployed alone, and what a deployment must not take away. */
import { every, type Stack } from '../assembly/stacks.ts';
import type { Check } from './check.ts';

/** What contexts stand on. */
export const shared = ['Network', 'Streaming', 'Identity', 'FrontDoor', 'Traces'];

const isContext = ({ id, resources }: Stack): boolean =>
  !shared.includes(id) && Object.values(resources).some(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');

export const independence: Check = {
  says: 'a context stands on network, streaming, identity, front door and traces only, so that it is deployed without touching another',
  complaints: ({ stacks }) =>
    stacks.filter(isContext).flatMap((context) => [
      ...context.dependencies
        .filter((id) => !shared.includes(id))
        .map((id) => `${context.id} cannot be deployed before ${id}`),
      ...Object.keys(context.outputs)
        .filter((output) => context.outputs[output]?.Export !== undefined)
        .map((output) => `${context.id} exports ${output}, which others could hold on to`),
    ]),
};

export const foundation: Check = {
  says: 'what contexts stand on needs no context',
  complaints: ({ stacks }) =>
    stacks
      .filter(({ id }) => shared.includes(id))
      .flatMap(({ id, dependencies }) =>
        dependencies.filter((other) => !shared.includes(other)).map((other) => `${id} needs ${other}`),
      ),
};

/** Every name that another stack imports is one that a stack exports: nothing is looked up by hand. */
export const imports: Check = {
  says: 'an imported name is exported by a stack that is deployed before',
  complaints: (assembly) => {
    const exporters = new Map(
      assembly.stacks.flatMap(({ id, outputs }) =>
        Object.values(outputs).flatMap(({ Export }) =>
          Export === undefined ? [] : [[Export.Name, id] as const],
        ),
      ),
    );
    return assembly.stacks.flatMap((stack) => {
      const names = JSON.stringify(stack.resources).matchAll(/"Fn::ImportValue":"([^"]+)"/g);
      return [...new Set([...names].map(([, name = '']) => name))]
        .filter((name) => !stack.dependencies.includes(exporters.get(name) ?? ''))
        .map((name) => `${stack.id} imports ${name} of ${exporters.get(name) ?? 'nobody'}`);
    });
  },
};

export const rules: Check = {
  says: 'what is measured every minute is asked for every minute',
  complaints: (assembly) =>
    every(assembly, 'AWS::Events::Rule')
      .filter(
        ({ Properties }) =>
          Properties.ScheduleExpression !== 'rate(1 minute)' || Properties.State !== 'ENABLED',
      )
      .map(({ name, Properties }) => `${name} runs at ${Properties.ScheduleExpression}, ${Properties.State}`),
};
