/** The stack of shipping. */
import type { Construct } from 'constructs';
import { routes } from '../functions/shipping/routes.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { shipment } from '../schemas/shipping/shipment/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';
import { sharedSecret } from './platform/context/shared-secret.ts';

/** Known to everybody, as everything on a laptop is. */
const localCarrierSecret = 'a-carrier-secret-for-laptops-only';

export class Shipping extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, [shipment]);
    const carrier = { CARRIER_SECRET: this.#carrierSecret() };
    new EventConsumer(this, 'Saga', {
      context: this,
      name: 'saga',
      entry: 'functions/shipping/consume.ts',
      topics: [order],
      environment: carrier,
    });
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/shipping/api.ts',
      routes,
      environment: carrier,
    });
  }

  #carrierSecret(): string {
    if (!this.target.cloud) return localCarrierSecret;
    return sharedSecret(this, 'CarrierSecret', 'carrier');
  }
}
