/** Runs each mapping while the Lambda API says that it is enabled: one that is paused leaves its group, and loses nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mapping } from './mapping.ts';
import type { RunningMapping } from './run-mapping.ts';
import type { States } from './states.ts';

export interface WhileEnabledProps {
  readonly mappings: readonly Mapping[];
  readonly states: States;
  readonly run: (mapping: Mapping) => Promise<RunningMapping>;
  /** Told when a mapping is paused or resumed. */
  readonly tell: (mapping: Mapping, message: string) => void;
  readonly onCrash: (error: Error) => void;
  /** Between two questions, milliseconds; AWS itself takes up to 90 seconds. @default 500 */
  readonly interval?: number;
}

/** Resolves when everything that is enabled runs. */
export const whileEnabled = async (props: WhileEnabledProps): Promise<RunningMapping> => {
  const { mappings, states, run, tell, onCrash, interval = 500 } = props;
  const running = new Map<Mapping, RunningMapping>();
  /** On their way: what is with a function may take minutes, and others must not wait for it. */
  const changing = new Map<Mapping, Promise<void>>();
  const stopping = new AbortController();

  const change = async (mapping: Mapping, enabled: boolean): Promise<void> => {
    if (enabled) {
      running.set(mapping, await run(mapping));
      return;
    }
    const current = running.get(mapping);
    running.delete(mapping);
    await current?.stop();
  };

  const adjust = async (told: boolean): Promise<void> => {
    // An API that is away says nothing about mappings: they go on as they are.
    const known = await states().catch(() => undefined);
    for (const mapping of mappings) {
      const { uuid, enabled } = mapping;
      const wanted = uuid === undefined || known === undefined ? enabled : (known.get(uuid) ?? false);
      const unknown = told && (uuid === undefined || known === undefined);
      if (unknown || changing.has(mapping) || wanted === running.has(mapping)) continue;
      if (told) tell(mapping, wanted ? 'resumed' : 'paused');
      const done = change(mapping, wanted).finally(() => changing.delete(mapping));
      changing.set(mapping, done);
      // At the start, whoever starts hears of it.
      if (told) done.catch(onCrash);
    }
  };

  const watch = async (): Promise<void> => {
    for (;;) {
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await adjust(true);
    }
  };

  await adjust(false);
  await Promise.all(changing.values());
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
      await Promise.all(changing.values());
      await Promise.all([...running.values()].map(({ stop }) => stop()));
    },
  };
};
