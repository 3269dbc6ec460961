/** Ctrl-C asks for an end after the step that is being done. */

export const stopping = (say: (line: string) => void) => {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    say('stopping after this step; run the same again to go on');
  };
  process.once('SIGINT', stop);
  return { isStopped: () => isStopped, forget: () => process.off('SIGINT', stop) };
};
