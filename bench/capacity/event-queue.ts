/** What happens next: a binary heap of times. */

export interface EventQueue<Event> {
  readonly add: (at: number, event: Event) => void;
  /** Does what is due, the earliest first, until nothing is due before the end. */
  readonly runUntil: (end: number) => void;
}

export const eventQueue = <Event extends () => void>(): EventQueue<Event> => {
  const times: number[] = [];
  const events: Event[] = [];

  const swap = (a: number, b: number): void => {
    [times[a], times[b]] = [times[b] ?? 0, times[a] ?? 0];
    const [one, other] = [events[a], events[b]];
    if (one === undefined || other === undefined) return;
    [events[a], events[b]] = [other, one];
  };
  const at = (index: number): number => times[index] ?? Number.POSITIVE_INFINITY;

  const rise = (start: number): void => {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (at(parent) <= at(index)) return;
      swap(parent, index);
      index = parent;
    }
  };
  const sink = (): void => {
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = at(right) < at(left) ? right : left;
      if (at(child) >= at(index)) return;
      swap(child, index);
      index = child;
    }
  };
  return {
    add: (time, event) => {
      times.push(time);
      events.push(event);
      rise(times.length - 1);
    },
    runUntil: (end) => {
      while (at(0) < end) {
        const event = events[0];
        swap(0, times.length - 1);
        times.pop();
        events.pop();
        sink();
        event?.();
      }
    },
  };
};
