/** Works on many inputs, a bounded number at a time; answers in the order of the inputs. */

export const limited = async <Input, Output>(
  bound: number,
  inputs: readonly Input[],
  work: (input: Input) => Promise<Output>,
): Promise<readonly Output[]> => {
  const outputs: Output[] = [];
  const queue = inputs.entries();
  const worker = async () => {
    for (const [index, input] of queue) outputs[index] = await work(input);
  };
  await Promise.all(Array.from({ length: Math.min(bound, inputs.length) }, worker));
  return outputs;
};
