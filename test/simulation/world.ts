/** An in-memory world that keeps the platform's promises and no more: order per key, repeats, crashes, late deadlines. */
import { isRefusal, type Message } from '../../functions/platform/commit/decider.ts';
import { type Armed, Clock } from './clock.ts';
import {
  type Addressed,
  type Head,
  keyOf,
  type LogRecord,
  type Move,
  type Part,
  type Rules,
  recordOf,
  type Subscription,
} from './rules.ts';

export class World {
  readonly #rules: Rules;
  readonly #heads = new Map<string, Head>();
  /** By topic, by key. */
  readonly #log = new Map<string, Map<string, LogRecord[]>>();
  readonly #positions = new Map<string, number>();
  readonly #clock = new Clock();
  /** What no handler could accept: it would lie in a dead-letter queue. */
  readonly parked: string[] = [];
  /** What happened, for people. */
  readonly story: string[] = [];

  get now(): number {
    return this.#clock.now;
  }

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  state<State>(part: string, id: string): State {
    return this.#head(this.#part(part), id).state as State;
  }

  /** @returns the refusal's word, if it was refused */
  handle({ part: name, command }: Addressed, cause: string): string | undefined {
    const part = this.#part(name);
    const id = keyOf(command, part.publishes);
    const head = this.#head(part, id);
    if (head.causes.has(cause)) return undefined;
    const decision = part.decider.decide(command, head.state);
    if (isRefusal(decision)) return decision.refused;
    if (decision.length === 0) return undefined;
    head.causes.add(cause);
    const messages = decision.flatMap((event) => this.#happened(part, id, head, event));
    head.outbox.push(messages);
    return undefined;
  }

  #happened(part: Part, id: string, head: Head, event: Message): readonly LogRecord[] {
    const { decider, publishes, sends = [] } = part;
    head.state = decider.evolve(head.state, event);
    head.version += 1;
    this.story.push(`${part.name} ${id}: ${event.type} ${JSON.stringify(event.data)}`);
    const own = `${id}.${head.version}`;
    for (const [n, deadline] of (decider.deadlines?.(event) ?? []).entries()) {
      this.#clock.arm({ ...deadline, id: `${own}.${n}`, part: part.name });
    }
    const commands = (decider.sends?.(event) ?? []).map(({ id: name, ...command }, n) =>
      recordOf(part.name, name === undefined ? `${own}.${n + 1}` : `${id}.${name}`, command, sends),
    );
    return [recordOf(part.name, own, event, [publishes]), ...commands];
  }

  /** Everything that may happen next, each with its name. */
  moves(): readonly Move[] {
    const fire = ({ part, command, id }: Armed) => this.handle({ part, command }, `deadline:${id}`);
    return [...this.#relayMoves(), ...this.#deliveryMoves(), ...this.#clock.moves(fire)];
  }

  #relayMoves(): readonly Move[] {
    return [...this.#heads].flatMap(([name, { outbox }]) => {
      const next = this.#rules.next(outbox);
      const commit = outbox[next];
      if (commit === undefined) return [];
      const send = () => {
        for (const record of commit) this.#append(record);
      };
      return [
        { name: `relay ${name}`, go: () => [send(), outbox.splice(next, 1)] },
        { name: `relay ${name}, crash after`, go: send, disturbs: true },
      ];
    });
  }

  #append(record: LogRecord): void {
    const topic = this.#log.get(record.topic) ?? new Map<string, LogRecord[]>();
    this.#log.set(record.topic, topic.set(record.key, [...(topic.get(record.key) ?? []), record]));
  }

  #deliveryMoves(): readonly Move[] {
    return this.#rules.subscriptions.flatMap((subscription) =>
      subscription.topics.flatMap((topic) =>
        [...(this.#log.get(topic) ?? [])].flatMap(([key, records]) =>
          this.#movesOf(subscription, `${topic} ${key}`, records),
        ),
      ),
    );
  }

  #movesOf(subscription: Subscription, stream: string, records: readonly LogRecord[]): readonly Move[] {
    const place = `${subscription.consumer} ${stream}`;
    const position = this.#positions.get(place) ?? 0;
    const goTo = (next: number) => this.#positions.set(place, next);
    const rewind = { name: `${place}: again from the start`, go: () => goTo(0), disturbs: true };
    const again = position > 0 ? [rewind] : [];
    const record = records[position];
    if (record === undefined) return again;
    const name = `${place}: ${record.message.type}`;
    const deliver = (commits: boolean) => () => {
      this.#deliver(subscription, record, commits);
      if (commits || this.#rules.atMostOnce) goTo(position + 1);
    };
    return [
      { name, go: deliver(true) },
      { name: `${name}, crash before the commit`, go: deliver(false), disturbs: true },
      ...again,
    ];
  }

  #deliver({ consumer, heard, handle }: Subscription, record: LogRecord, commits: boolean): void {
    if (!heard.includes(record.message.type)) return;
    const addressed = handle(record.message, this.now);
    if (!commits) return;
    const refused = this.handle(addressed, this.#rules.causeOf(consumer, record));
    if (refused !== undefined) this.parked.push(`${consumer}: ${record.message.type}: ${refused}`);
  }

  #part(name: string): Part {
    const part = this.#rules.parts.find((one) => one.name === name);
    if (part === undefined) throw new Error(`${name} is no part of the simulation`);
    return part;
  }

  #head({ name, decider }: Part, id: string): Head {
    const place = `${name} ${id}`;
    const known = this.#heads.get(place);
    if (known !== undefined) return known;
    const head: Head = { version: 0, state: decider.initial, causes: new Set(), outbox: [] };
    this.#heads.set(place, head);
    return head;
  }
}
