/** One line for each SKU: a list with two would have to be added up, by somebody who may not think of it. */

interface Refused {
  readonly addIssue: (issue: { code: 'custom'; path: [number, 'sku']; message: string }) => void;
}

/** For zod's `superRefine`: a fault at each line whose SKU has one already. */
export const oneLineEach = (lines: readonly { readonly sku: string }[], { addIssue }: Refused): void => {
  const seen = new Set<string>();
  for (const [index, { sku }] of lines.entries()) {
    if (seen.has(sku))
      addIssue({ code: 'custom', path: [index, 'sku'], message: `${sku} has a line already` });
    seen.add(sku);
  }
};
