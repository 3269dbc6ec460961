/** The stack of payment. */
import type { Construct } from 'constructs';
import { routes } from '../functions/payment/routes.ts';
import { reservation } from '../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { payment } from '../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../schemas/payment/payment.commands/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { Deadlines } from './platform/context/deadlines.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';
import { sharedSecret } from './platform/context/shared-secret.ts';

/** Known to everybody, as everything on a laptop is. */
const localGatewaySecret = 'a-secret-for-laptops-only';

export class Payment extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [payment, paymentCommands]);
    const gateway = { GATEWAY_URL: props.environment.gatewayUrl, GATEWAY_SECRET: this.#gatewaySecret() };
    this.breaker.probe('gateway', `${props.environment.gatewayUrl}/health`);
    new EventConsumer(this, 'Saga', {
      context: this,
      name: 'saga',
      entry: 'functions/payment/consume.ts',
      topics: [order, reservation],
      environment: gateway,
    });
    new EventConsumer(this, 'Gateway', {
      context: this,
      name: 'gateway',
      entry: 'functions/payment/ask-gateway.ts',
      topics: [payment],
      environment: gateway,
    });
    new EventConsumer(this, 'Commands', {
      context: this,
      name: 'commands',
      entry: 'functions/payment/take-commands.ts',
      topics: [paymentCommands],
      environment: gateway,
    });
    new Deadlines(this, 'Deadlines', {
      context: this,
      entry: 'functions/payment/deadlines.ts',
      environment: gateway,
    });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/payment/api.ts',
      routes,
      environment: gateway,
    });
  }

  #gatewaySecret(): string {
    if (!this.target.cloud) return localGatewaySecret;
    return sharedSecret(this, 'GatewaySecret', 'gateway');
  }
}
