/** A context's alarms, behind two that page: what is late, which broken brokers explain, and what is wrong. */
import { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { BoundedContext } from '../context/bounded-context.ts';
import { deadLetterAlarm } from './dead-letter-alarm.ts';
import type { Paging } from './paging.ts';
import { PagingAlarm } from './paging-alarm.ts';
import { functionThrottled, tableThrottled } from './throttle-alarm.ts';

export interface ContextAlarmsProps {
  readonly context: BoundedContext;
  /** @default nobody is paged: on a laptop alarms are seen, and nothing more */
  readonly paging: Paging | undefined;
}

/**
 * Both stand in the context's own stack, beside their children: CloudWatch lets nobody remove an alarm that a composite
 * names, so that a composite elsewhere would have to be deployed first whenever a context drops an alarm.
 */
export class ContextAlarms extends Construct {
  readonly #context: BoundedContext;
  readonly #late: PagingAlarm | undefined;
  readonly #wrong: PagingAlarm | undefined;

  constructor(scope: Construct, id: string, { context, paging }: ContextAlarmsProps) {
    super(scope, id);
    this.#context = context;
    if (paging === undefined) return;
    const { context: name } = context;
    const { pager, brokers } = paging;
    this.#late = new PagingAlarm(this, 'Late', {
      name: paging.nameOf(name, 'late'),
      says: `${name} is behind: what others said is not heard in time, or what it says is not.`,
      runbook: { page: 'paging', heading: 'late' },
      pager,
      // Brokers are seen to be broken within a few minutes; behind them, everybody catches up.
      explainedBy: { alarm: brokers, wait: Duration.minutes(3), extension: Duration.minutes(15) },
    });
    this.#wrong = new PagingAlarm(this, 'Wrong', {
      name: paging.nameOf(name, 'wrong'),
      says: `Something is wrong in ${name} that does not mend itself.`,
      runbook: { page: 'paging', heading: 'wrong' },
      pager,
    });
  }

  /** What every context has, once it has it. An emulator measures nothing of its own; relays' alarms are there to be tried. */
  watch(): void {
    const { target, relay, deadLetters, table, context } = this.#context;
    if (relay !== undefined) {
      this.late(relay.alarms.behind);
      this.wrong(relay.alarms.archived, relay.alarms.unarchived);
      this.watchFunction(relay, relay.handler);
    }
    if (!target.cloud) return;
    this.wrong(deadLetterAlarm(this, deadLetters, context), ...tableThrottled(this, table.table, context));
  }

  /** @param scope holds nothing but the function */
  watchFunction(scope: Construct, handler: LambdaFunction): void {
    if (this.#context.target.cloud) this.wrong(functionThrottled(scope, handler));
  }

  /** It ends when what it waits for comes: broken brokers explain it. */
  late(...alarms: readonly IAlarm[]): void {
    this.#late?.children.push(...alarms);
  }

  /** Somebody has to do something. */
  wrong(...alarms: readonly IAlarm[]): void {
    this.#wrong?.children.push(...alarms);
  }
}
