/** What the server tells while the page is open: the newest of each kind, and every digest of events. */
import { useEffect, useState } from 'preact/hooks';
import type { Digest, Look, ServiceState, Status, Told } from '../../answers/live.ts';
import { headers, Refused } from './ask.ts';
import { eventLines, type SentEvent } from './event-lines.ts';

export interface Live {
  readonly isOpen: boolean;
  /** Whether events are counted yet. */
  readonly isHearing: boolean;
  /** Why it is not, or what could not be looked at; empty when all is well. */
  readonly trouble: string;
  /** Events since the page was opened: all of them, also those that are not shown. */
  readonly events: number;
  /** Events a second, lately. */
  readonly rate: number;
  readonly status?: Status;
  readonly look?: Look;
  readonly services?: readonly ServiceState[];
}

let live: Live = { isOpen: false, isHearing: false, trouble: '', events: 0, rate: 0 };
const watchers = new Set<(live: Live) => void>();
const digestWatchers = new Set<(digest: Digest) => void>();
const pause = 1_000;

const set = (change: Partial<Live>): void => {
  live = { ...live, ...change };
  for (const watcher of watchers) watcher(live);
};

export const useLive = (): Live => {
  const [now, setNow] = useState(live);
  useEffect(() => {
    watchers.add(setNow);
    setNow(live);
    return () => void watchers.delete(setNow);
  }, []);
  return now;
};

/** @param seen the same function each time */
export const useDigests = (seen: (digest: Digest) => void): void => {
  useEffect(() => {
    digestWatchers.add(seen);
    return () => void digestWatchers.delete(seen);
  }, [seen]);
};

/** Counts of the last seconds, by which the rate is told. */
let recent: { readonly at: number; readonly total: number }[] = [];
const window = 5_000;

const count = (total: number): void => {
  const now = performance.now();
  recent = [...recent.filter(({ at }) => at > now - window), { at: now, total }];
  const sum = recent.reduce((all, each) => all + each.total, 0);
  set({ events: live.events + total, rate: sum / (window / 1_000) });
};

const hear = ({ name, data }: SentEvent): void => {
  const content: Told[keyof Told] = JSON.parse(data);
  if (name === 'events') {
    const digest = content as Digest;
    count(digest.total);
    for (const watcher of digestWatchers) watcher(digest);
  } else if (name === 'trouble') {
    const { message } = content as Told['trouble'];
    if (message !== live.trouble) set({ trouble: message });
  } else if (name === 'hearing') set(content as Told['hearing']);
  else set({ [name]: content });
};

/** Until the page is left; begins anew when the server was away. */
export const listen = async (): Promise<void> => {
  for (;;) {
    try {
      const response = await fetch('/api/live', { headers: headers() });
      if (response.status === 401) throw new Refused(401, 'this address is of another run');
      if (!response.ok || response.body === null) throw new Error(`the console answered ${response.status}`);
      set({ isOpen: true, trouble: '' });
      const lines = eventLines();
      for await (const piece of pieces(response.body)) for (const event of lines(piece)) hear(event);
      throw new Error('the console has ended');
    } catch (error) {
      if (error instanceof Refused) return set({ isOpen: false, isHearing: false, trouble: error.message });
      set({
        isOpen: false,
        isHearing: false,
        trouble: `the console does not answer: ${(error as Error).message}`,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};

async function* pieces(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

/** No more events come: what was a rate is none any more. */
setInterval(() => {
  if (live.rate > 0) count(0);
}, 1_000);
