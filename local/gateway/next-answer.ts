/** What the stand-in for the gateway answers to the next payment that it is asked to hold, whatever its token says. */
import type { Stack } from '../stack-file.ts';

export const nextPaymentIs = async (
  { gatewayUrl }: Pick<Stack, 'gatewayUrl'>,
  outcome: 'declined',
): Promise<void> => {
  const response = await fetch(`${gatewayUrl}/next-answer`, {
    method: 'PUT',
    body: JSON.stringify({ outcome }),
  });
  if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
};
