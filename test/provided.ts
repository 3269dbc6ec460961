/** What the running system gives to the tests that need it. */
import type { Stack } from '../local/stack-file.ts';

declare module 'vitest' {
  interface ProvidedContext {
    awsEndpoint: string;
    kafkaBrokers: string;
    /** The broker's process, until somebody kills it. */
    kafkaPid: number;
    schemaRegistryUrl: string;
    /** The run's folder, by which its processes are found. */
    dir: string;
    /** The door before the emulator, through which deliveries and DynamoDB requests go. */
    doorUrl: string;
    /** The cloud assembly that was deployed. */
    assembly: string;
    /** All addresses of the deployed system. */
    stack: Stack;
  }
}
