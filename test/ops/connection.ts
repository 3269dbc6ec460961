/** The running system as operators' commands see it. */

import { clientConfiguration } from '../../local/emulated-aws.ts';
import type { Stack } from '../../local/stack-file.ts';
import { connectTo } from '../../ops/connection.ts';

export const operatorsConnection = ({ awsEndpoint }: Stack) =>
  connectTo('local', clientConfiguration(awsEndpoint));

/** The lines that a command said. */
export const lines = () => {
  const said: string[] = [];
  return { said, say: (line: string) => void said.push(line) };
};
