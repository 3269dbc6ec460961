/** Who may do what: every role and every policy of its own, with its statements worked out. */
import { resolved, resolvedText } from '../assembly/intrinsics.ts';
import { type Assembly, every, everyIn, type Found, readable } from '../assembly/stacks.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

export interface Principal {
  /** `<stack>/<function>`, as in `Ordering/SagaHandler`; a role that no function has is called by its own name. */
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Of AWS's own policies, such as `AWSLambdaBasicExecutionRole`. */
  readonly managed: readonly string[];
}

/** Every role, and every policy that is attached to none. */
export const principalsOf = (assembly: Assembly): readonly Principal[] => [
  ...every(assembly, 'AWS::IAM::Role').map((role) => principalOf(assembly, role)),
  ...every(assembly, 'AWS::IAM::ManagedPolicy')
    .filter(({ Properties }) => Properties.Roles === undefined)
    .map((policy) => ({ name: policy.name, statements: statementsIn(assembly, policy), managed: [] })),
];

const principalOf = (assembly: Assembly, role: Found): Principal => {
  const { stack, logicalId } = role;
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']
    .flatMap((type) => everyIn(stack, type))
    .filter(({ Properties }) => rolesOf(Properties).includes(logicalId));
  const inline = (role.Properties.Policies ?? []) as readonly { readonly PolicyDocument: unknown }[];
  const documents = [...attached.map(({ Properties }) => Properties), ...inline];
  return {
    name: `${stack.id}/${readable(bearerOf(role))}`,
    statements: documents.flatMap((Properties) => statementsIn(assembly, { stack, Properties })),
    managed: [role.Properties.ManagedPolicyArns ?? []]
      .flat()
      .map((arn) => resolvedText(assembly, stack, arn).split('/').at(-1) ?? ''),
  };
};

/** The logical id of the function that has the role, or the role's own. */
const bearerOf = ({ stack, logicalId }: Found): string =>
  everyIn(stack, 'AWS::Lambda::Function').find(({ Properties }) =>
    JSON.stringify(Properties.Role).includes(`"${logicalId}"`),
  )?.logicalId ?? logicalId;

const rolesOf = ({ Roles, RoleName }: { readonly [name: string]: unknown }): readonly string[] =>
  [Roles ?? [], RoleName ?? []].flat().map((role) => (role as { readonly Ref: string }).Ref);

export const statementsIn = (
  assembly: Assembly,
  { stack, Properties }: Pick<Found, 'stack'> & { readonly Properties: object },
): readonly Statement[] => {
  const { PolicyDocument } = resolved(assembly, stack, Properties) as {
    readonly PolicyDocument: { readonly Statement: readonly { readonly [name: string]: unknown }[] };
  };
  return PolicyDocument.Statement.map(({ Effect, Action, NotAction, Resource, NotResource, Condition }) => {
    if (NotAction !== undefined || NotResource !== undefined) {
      throw new Error(`${stack.id} grants by exception: ${JSON.stringify({ NotAction, NotResource })}`);
    }
    return {
      Effect: Effect as Statement['Effect'],
      Action: [Action].flat().map(String),
      Resource: [Resource].flat().map(String),
      ...(Condition !== undefined && { Condition }),
    };
  });
};

/** As `<action> <resource>`, sorted; what is allowed on a condition says so. */
export const pairsOf = ({ statements, managed }: Principal): readonly string[] => {
  const pairs = statements.flatMap(({ Effect, Action, Resource, Condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) =>
        [
          ...(Effect === 'Deny' ? ['deny'] : []),
          action,
          resource,
          ...(Condition === undefined ? [] : [JSON.stringify(Condition)]),
        ].join(' '),
      ),
    ),
  );
  return [...new Set([...pairs, ...managed.map((policy) => `managed ${policy}`)])].sort();
};
