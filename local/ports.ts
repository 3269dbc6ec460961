/** Ports on 127.0.0.1 that nobody listens on. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** @returns the preferred port if it is free, else any that is */
export const freePort = async (preferred = 0): Promise<number> =>
  (await listenedOn(preferred)) ?? (await listenedOn(0)) ?? refuse();

const listenedOn = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });

const refuse = (): never => {
  throw new Error('this machine gives no port on 127.0.0.1 to listen on');
};
