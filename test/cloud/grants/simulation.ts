/**
 * Asks a simulator of IAM that others wrote. It knows every action and what kinds of resource it has, so that a question
 * that AWS would not understand is an error, and no answer.
 */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { account } from '../assembly/identities.ts';
import type { Assembly } from '../assembly/stacks.ts';
import { managedPolicies } from './managed-policies.ts';
import { type Principal, principalsOf } from './principals.ts';
import { targetOf } from './targets.ts';

export interface Question {
  readonly who: string;
  readonly action: string;
  readonly what: string;
}

/** Some hundred policies are worked out for each assembly, and some hundred questions asked. */
const known = new WeakMap<Assembly, ReadonlyMap<string, Principal>>();

const principalNamed = (assembly: Assembly, name: string): Principal | undefined => {
  const principals =
    known.get(assembly) ?? new Map(principalsOf(assembly).map((principal) => [principal.name, principal]));
  known.set(assembly, principals);
  return principals.get(name);
};

/** @throws Error when nobody has that name, or the simulator does not understand the question */
export const simulated = async (
  assembly: Assembly,
  { who, action, what }: Question,
): Promise<'allow' | 'deny'> => {
  const principal = principalNamed(assembly, who);
  if (principal === undefined) throw new Error(`there is nobody named ${who}`);
  const { arn, tls, policy } = targetOf(assembly, what);
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/${who.replace('/', '-')}`,
        action,
        resource: { resource: arn, accountId: account },
        contextVariables: { 'aws:SecureTransport': String(tls) },
      },
      identityPolicies: policiesOf(principal),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(policy !== undefined && { resourcePolicy: policy }),
    },
    {},
  );
  if (answer.resultType === 'error') {
    throw new Error(`${who}, ${action}, ${what}: ${JSON.stringify(answer.errors)}`);
  }
  return answer.overallResult === 'Allowed' ? 'allow' : 'deny';
};

const policiesOf = ({ statements, managed }: Principal) => [
  { name: 'own', policy: { Version: '2012-10-17', Statement: statements } },
  ...managed.map((name) => ({ name, policy: managedPolicies[name] })),
];
