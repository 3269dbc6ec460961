/** Works on many items, a bounded number at a time. */

/** As many at once as there are clients; the answers in the order of the items. */
export const limited = async <Item, Answer>(
  clients: number,
  items: readonly Item[],
  action: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  const queue = items.entries();
  const client = async (): Promise<void> => {
    for (const [index, item] of queue) answers[index] = await action(item);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
};
