/** `.local/stack.json`: where everything of the running system is. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { home } from './install/home.ts';
import { holderOf } from './install/lock.ts';

export const stackShape = z.object({
  /** The front door: `<apiUrl>/<context>/…`. */
  apiUrl: z.url(),
  awsEndpoint: z.url(),
  /** Comma-separated `host:port`. */
  kafkaBrokers: z.string(),
  schemaRegistryUrl: z.url(),
  /** The payment gateway's stand-in. */
  gatewayUrl: z.url(),
  /** Signs what the carrier says of parcels; known to everybody, as everything on a laptop is. */
  carrierSecret: z.string(),
  userPoolId: z.string(),
  clientId: z.string(),
  /** The carrier's machine; its secret is the user pool's to tell. */
  carrierClientId: z.string(),
  /** The console, with the token that lets its owner in; none where nobody started one. */
  consoleUrl: z.url().optional(),
});

export type Stack = z.infer<typeof stackShape>;

export const stackFile = join(home, 'stack.json');
/** Held by the process whose system `stackFile` describes. */
export const runLock = join(home, 'run.pid');

export const writeStack = (file: string, content: Stack): void => {
  mkdirSync(dirname(file), { recursive: true });
  // It holds what lets its reader in.
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
};

export const forgetStack = (file: string): void => rmSync(file, { force: true });

/** @throws Error saying that nothing runs */
export const readStack = (file: string): Stack => {
  if (holderOf(runLock) === undefined || !existsSync(file)) {
    throw new Error('no running system was found; start one with `npm start`, and wait until it is ready');
  }
  return stackShape.parse(JSON.parse(readFileSync(file, 'utf8')));
};
