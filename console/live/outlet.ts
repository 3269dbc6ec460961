/**
 * What one open page is told, by server-sent events. A page that does not keep up is not sent more: what is newer takes
 * the place of what waits, and events are counted on.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import type { ServerResponse } from 'node:http';
import type { PlacedEvent } from '../../local/events.ts';
import { digesting } from './digest.ts';

export interface Outlet {
  readonly see: (event: Pick<PlacedEvent, 'topic' | 'type'>) => void;
  /** The newest of its name is what counts. */
  readonly tell: (name: string, content: unknown) => void;
  readonly close: () => void;
}

/** How often a page is told something, milliseconds: as often as people can see it. */
const rhythm = 250;
/** Nothing for so long, and a page would not know whether anybody is there. */
const silence = 15_000;

export const outlet = (response: ServerResponse): Outlet => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const digest = digesting();
  const waiting = new Map<string, string>();
  let isFull = false;
  let lastAt = Date.now();

  const flush = (): void => {
    if (isFull) return;
    const seen = digest.take();
    if (seen !== undefined) waiting.set('events', JSON.stringify(seen));
    if (waiting.size === 0 && Date.now() - lastAt < silence) return;
    const messages = [...waiting].map(([name, data]) => `event: ${name}\ndata: ${data}\n\n`);
    waiting.clear();
    lastAt = Date.now();
    isFull = !response.write(messages.length === 0 ? ': still here\n\n' : messages.join(''));
  };

  const timer = setInterval(flush, rhythm);
  response.on('drain', () => {
    isFull = false;
  });
  return {
    see: digest.add,
    tell: (name, content) => void waiting.set(name, JSON.stringify(content)),
    close: () => {
      clearInterval(timer);
      response.end();
    },
  };
};
