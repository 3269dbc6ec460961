/** One single change of what was synthesized, which some check has to notice. */
import { type Assembly, every, type Found, type Resource } from '../assembly/stacks.ts';
import type { CheckName } from '../checks/all.ts';

export interface Mutant {
  readonly name: string;
  /** The check that is there for it; others may notice, too. */
  readonly noticedBy: CheckName;
  /** Of which environment. @default prod */
  readonly environment?: string;
  /** Changes a copy. */
  readonly change: (assembly: Assembly) => void;
}

/** The only one of a type whose name, such as `Ordering/DeadLetters`, begins so. */
export const one = (assembly: Assembly, type: string, name: string): Found => {
  const [found] = every(assembly, type).filter((each) => each.name.startsWith(name));
  if (found === undefined) throw new Error(`there is no ${type} named ${name}…`);
  return found;
};

/** Sets a property, by its path; `undefined` takes it away. */
export const set =
  (type: string, name: string, path: string, value: unknown) =>
  (assembly: Assembly): void => {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const { Properties } = one(assembly, type, name);
    const holder = steps.reduce<{ [name: string]: unknown }>((part, step) => {
      const next = part[step];
      if (typeof next !== 'object' || next === null) throw new Error(`${name} has no ${step} of ${path}`);
      return next as { [name: string]: unknown };
    }, Properties);
    if (!(last in holder)) throw new Error(`${name} has no ${path}`);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  };

/** Takes a resource away. */
export const drop =
  (type: string, name: string) =>
  (assembly: Assembly): void => {
    const { stack, logicalId } = one(assembly, type, name);
    delete stack.resources[logicalId];
  };

export const add =
  (stackId: string, logicalId: string, resource: Resource) =>
  (assembly: Assembly): void => {
    const stack = assembly.stacks.find(({ id }) => id === stackId);
    if (stack === undefined) throw new Error(`there is no stack ${stackId}`);
    stack.resources[logicalId] = resource;
  };

interface Statement {
  Action: unknown;
  Resource: unknown;
}

/** Changes the first statement of a function's policy that has the action. */
export const regrant =
  (owner: string, action: string, change: (statement: Statement) => void) =>
  (assembly: Assembly): void => {
    const { Properties } = one(assembly, 'AWS::IAM::Policy', owner);
    const { Statement } = Properties.PolicyDocument as { readonly Statement: readonly Statement[] };
    const statement = Statement.find(({ Action }) => JSON.stringify(Action).includes(`"${action}"`));
    if (statement === undefined) throw new Error(`${owner} may not ${action}`);
    change(statement);
  };
