/** Replaces the code of functions while they are at work, as a deployment does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient, UpdateFunctionCodeCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import { type Zippable, zipSync } from 'fflate';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';
import { deployedStack } from '../../local/deployed.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { nextBuild } from './next-build.ts';

export type Side = 'producers' | 'consumers';
export type Age = 'old' | 'new';

interface Rolled {
  readonly functionName: string;
  readonly side: Side;
  readonly code: { readonly [age in Age]: Uint8Array };
}

/** What knows `OrderPlaced`: ordering writes it, whoever else has it in its bundle reads it. */
const mark = 'ordering.order.OrderPlaced';

/** @returns deploys a build of one side, and tells how many functions that were */
export const rolling = async (assembly: string, awsEndpoint: string) => {
  const aws = clientConfiguration(awsEndpoint);
  const lambda = new LambdaClient(aws);
  const functions: Rolled[] = [];
  for (const template of readTemplates(assembly)) {
    const found = resourcesOf(template, 'AWS::Lambda::Function').flatMap(({ logicalId, Metadata }) => {
      const asset = join(assembly, String(Metadata?.['aws:asset:path']));
      const bundle = readFileSync(join(asset, 'index.mjs'), 'utf8');
      return bundle.includes(mark) ? [{ logicalId, asset, bundle }] : [];
    });
    if (found.length === 0) continue;
    const { physicalIds } = await deployedStack(aws, template.stackName);
    for (const { logicalId, asset, bundle } of found) {
      functions.push({
        functionName: physicalIds.get(logicalId) ?? '',
        side: template.id === 'Ordering' ? 'producers' : 'consumers',
        code: {
          old: zipSync(filesIn(asset)),
          new: zipSync(await nextBuild(entryOf(bundle))),
        },
      });
    }
  }
  return async (side: Side, age: Age): Promise<number> => {
    const concerned = functions.filter((each) => each.side === side);
    const deploy = async ({ functionName: FunctionName, code }: Rolled): Promise<void> => {
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: code[age] }));
      await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30, minDelay: 1 }, { FunctionName });
    };
    await Promise.all(concerned.map(deploy));
    return concerned.length;
  };
};

const filesIn = (folder: string): Zippable =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

/** A bundle names the files that it is made of, each above its text, its entry last. */
const entryOf = (bundle: string): string => {
  const entry = [...bundle.matchAll(/^\/\/ (functions\/\S+\.ts)$/gm)].at(-1)?.[1];
  if (entry === undefined) throw new Error('the bundle names none of our files');
  return entry;
};
