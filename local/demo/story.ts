/** One order's story: what was seen of it, what people did then, and how it ended. */
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import type { SeenEvent } from '../events.ts';
import type { Actors } from './acts.ts';
import type { Scenario } from './scenarios.ts';

export class Story {
  readonly #scenario: Scenario;
  readonly #number: number;
  readonly #actors: Actors;
  readonly #correlationId = `demo-${randomUUID()}`;
  readonly #seen = new Set<string>();
  /** Line by line, until it has ended: stories that happen side by side are read one after the other. */
  readonly #told: string[] = [];
  #startedAt = 0;
  #orderId = '';
  #returnId = '';
  #refusal: string | undefined;

  constructor(scenario: Scenario, number: number, actors: Actors) {
    this.#scenario = scenario;
    this.#number = number;
    this.#actors = actors;
  }

  get hasEnded(): boolean {
    return this.#refusal !== undefined || this.#missing.length === 0;
  }

  get #missing(): readonly string[] {
    return this.#scenario.ends.filter((end) => !this.#seen.has(end));
  }

  /** Places the order, or hears why it is refused. */
  async begin(): Promise<void> {
    this.#startedAt = performance.now();
    const { lines, paymentToken, status } = this.#scenario;
    const body = { lines, paymentToken, currency: 'EUR' };
    const answer = await this.#actors.shop.post(body, { 'x-correlation-id': this.#correlationId });
    if (answer.status === 202) this.#orderId = answer.body.orderId;
    else this.#refusal = typeIn(answer.body);
    const order = status === 'refused' ? 'is not taken' : `is order ${this.#orderId}`;
    this.#tell(order);
  }

  /** Tells an event of this story, and does what is done upon it. */
  async hear({ topic, key, type, correlationId }: SeenEvent): Promise<void> {
    const isOurs = correlationId === this.#correlationId || (key === this.#orderId && key !== '');
    if (!isOurs || this.hasEnded) return;
    // The event may come before the answer to who asked for it.
    if (topic === 'returns.return') this.#returnId = key;
    this.#tell(`${topic.padEnd(29)} ${type}${this.#named(key)}`);
    const isFirst = !this.#seen.has(type);
    this.#seen.add(type);
    if (!isFirst) return;
    for (const act of this.#scenario.upon[type] ?? []) {
      this.#tell(styleText('cyan', act.says));
      const cast = { orderId: this.#orderId, correlationId: this.#correlationId, returnId: this.#returnId };
      await act.go(cast, this.#actors);
    }
  }

  /** Tells all of it, with how it ended. @returns whether that is how it should */
  async end(patience: number): Promise<boolean> {
    const { status, reason } = await this.#outcome();
    const expected = this.#scenario;
    const isRight = status === expected.status && reason === expected.reason && this.#missing.length === 0;
    const lacking =
      this.#missing.length === 0 ? '' : `, without ${this.#missing.join(' and ')} in ${patience / 1_000} s`;
    const ought = `; expected ${nameOf(expected)}${lacking}`;
    this.#tell(`${styleText(isRight ? 'green' : 'red', nameOf({ status, reason }))}${isRight ? '' : ought}`);
    console.log(`\n${styleText('bold', `${this.#number}. ${expected.title}`)}\n${this.#told.join('\n')}`);
    return isRight;
  }

  /** What the event is about, unless it is the order, which has the ids of its payment and all the rest. */
  #named(key: string): string {
    return key === this.#orderId || key === this.#returnId ? '' : ` ${key}`;
  }

  async #outcome(): Promise<Ending> {
    if (this.#refusal !== undefined) return { status: 'refused', reason: this.#refusal };
    const { status, reason } = await this.#actors.shop.order(this.#orderId);
    return { status, reason };
  }

  #tell(text: string): void {
    this.#told.push(`${`+${Math.round(performance.now() - this.#startedAt)} ms`.padStart(11)}  ${text}`);
  }
}

interface Ending {
  readonly status: string;
  readonly reason?: string | undefined;
}

const nameOf = ({ status, reason }: Ending): string =>
  reason === undefined ? status : `${status} (${reason})`;

/** Of a problem document. */
const typeIn = (body: object): string =>
  String('type' in body ? body.type : body).replace('urn:problem:', '');
