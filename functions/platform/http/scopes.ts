/** What a token may be good for: the scopes of the user pool's resource server, and who gets which. */

/** Its identifier; a token names a scope after it, as `tributary/orders:read`. */
export const resourceServer = 'tributary';

/** By scope, what it allows. */
export const scopes = {
  'orders:read': 'Read one’s own orders, their history and their timelines; operators, everybody’s.',
  'orders:write': 'Place orders, and cancel one’s own; operators, everybody’s.',
  'customers:read': 'Read what is known of oneself as a customer; operators, of everybody.',
  'prices:read': 'Read what a unit may cost.',
  'prices:write': 'Set what a unit may cost.',
  'stock:read': 'Read how many units there are.',
  'stock:write': 'Count units.',
  'payments:read': 'Read one’s own payments; operators, everybody’s.',
  'shipments:read': 'Read one’s own shipments; operators, everybody’s.',
  'parcels:read': 'Read every shipment, for who carries its parcels.',
  'returns:read': 'Read one’s own returns; operators, everybody’s.',
  'returns:write': 'Request returns of one’s own orders.',
  'returns:handle': 'Record that goods came back, and ask again for what a return waits for.',
  'messages:read': 'Read what was written to oneself; operators, to everybody.',
  'imports:read': 'Read imports, and the counterparties that they brought.',
  'imports:write': 'Import an export of the old CRM.',
  'revenue:read': 'Read what was sold.',
  'sagas:read': 'Read what orders and returns wait for, and which read model answers.',
} as const;

export type Scope = keyof typeof scopes;

const ofCustomers: readonly Scope[] = [
  'orders:read',
  'orders:write',
  'customers:read',
  'prices:read',
  'stock:read',
  'payments:read',
  'shipments:read',
  'returns:read',
  'returns:write',
  'messages:read',
];

/** What the carrier's machine may do; it is a client of its own, and no user. */
export const ofTheCarrier: readonly Scope[] = ['parcels:read'];

/** By group of the user pool; who is in none of them may do nothing. */
export const groups: { readonly [group: string]: readonly Scope[] } = {
  customers: ofCustomers,
  operators: (Object.keys(scopes) as Scope[]).filter((scope) => !ofTheCarrier.includes(scope)),
};

/** As tokens and API Gateway name it. */
export const named = (scope: Scope): string => `${resourceServer}/${scope}`;

/** The scopes of all groups that a user is in, by their names. */
export const grantedTo = (members: readonly string[]): readonly string[] => {
  const known = members.filter((group) => Object.hasOwn(groups, group));
  return [...new Set(known.flatMap((group) => groups[group] ?? []))].map(named);
};
