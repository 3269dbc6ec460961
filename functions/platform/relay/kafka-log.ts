/** kafkajs's own messages as JSON lines, less the one that we cause on purpose. */
import type { logCreator } from 'kafkajs';

/** A relay must end before its function does, so its producer's retries are limited; the batch comes again anyway. */
const expected = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

export const kafkaLog: logCreator =
  () =>
  ({ namespace, label, log: { message, ...details } }) => {
    if (message === expected) return;
    console.warn(JSON.stringify({ level: label, service: 'kafkajs', namespace, message, ...details }));
  };
