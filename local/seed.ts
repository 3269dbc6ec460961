/** The stock that a run starts with. */

export const stock = [
  { sku: 'TEAPOT', onHand: 100, unitPrice: 3_450 },
  { sku: 'COFFEE-1KG', onHand: 500, unitPrice: 1_990 },
  { sku: 'MUG', onHand: 200, unitPrice: 890 },
  { sku: 'GRINDER', onHand: 0, unitPrice: 12_900 },
] as const;

/** @param token of an operator */
export const countStock = async (apiUrl: string, token: string): Promise<void> => {
  for (const { sku, onHand } of stock) {
    const response = await fetch(`${apiUrl}/inventory/stock/${sku}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ onHand }),
    });
    if (!response.ok) {
      throw new Error(`the stock of ${sku} could not be set: ${response.status} ${await response.text()}`);
    }
  }
};
