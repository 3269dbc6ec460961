/** An outage of the stand-in for the gateway. */
import type { Stack } from '../stack-file.ts';

/** Lets the stand-in for the gateway answer 503 to everything, or work again. */
export const gatewayIs = async (
  { gatewayUrl }: Pick<Stack, 'gatewayUrl'>,
  available: boolean,
): Promise<void> => {
  const response = await fetch(`${gatewayUrl}/availability`, {
    method: 'PUT',
    body: JSON.stringify({ available }),
  });
  if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
};
