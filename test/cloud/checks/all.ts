/** Every check, by its name. */
import type { Consumer } from '../../../docs/build/consumers.ts';
import { undeclared } from '../grants/compared.ts';
import { declaredFor } from '../grants/declared.ts';
import { unreasonedWildcards } from '../grants/wildcards.ts';
import { alarms, runbooks, sagas } from './alarms.ts';
import type { Check } from './check.ts';
import { network, routes, users } from './doors.ts';
import { invokers, logs, places, runtimes, surroundings } from './functions.ts';
import { groups, kafkaMappings, queueMappings, relays } from './mappings.ts';
import { aliased, canaries } from './releases.ts';
import { spans } from './spans.ts';
import { foundation, imports, independence, rules } from './stacks.ts';
import { buckets, guards, queues, tables, transport } from './storage.ts';
import { cluster, schemas, topics } from './streaming.ts';

/** @param consumers as their code says them */
export const checksFor = (consumers: readonly Consumer[]) => {
  const declared = declaredFor(consumers);
  return {
    grants: {
      says: 'every policy grants the declared pairs of action and resource, and no others',
      complaints: (assembly) => undeclared(assembly, declared),
    },
    wildcards: { says: 'every star has its reason', complaints: (assembly) => unreasonedWildcards(assembly) },
    kafkaMappings,
    groups,
    relays,
    queueMappings,
    cluster,
    topics,
    schemas,
    tables,
    guards,
    queues,
    buckets,
    transport,
    runtimes,
    logs,
    places,
    invokers,
    surroundings,
    spans,
    routes,
    users,
    network,
    alarms,
    sagas,
    runbooks,
    independence,
    foundation,
    imports,
    rules,
    aliased,
    canaries,
  } satisfies { readonly [name: string]: Check };
};

export type CheckName = keyof ReturnType<typeof checksFor>;
