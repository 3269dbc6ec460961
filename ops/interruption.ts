/** Ctrl-C as a signal that a long operation can heed between two of its steps; a second one ends the program. */

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

export const interruption = (): Interruption => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', abort);
    },
  };
};
