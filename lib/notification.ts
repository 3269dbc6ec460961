/** The stack of notification. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { routes } from '../functions/notification/routes.ts';
import { counterparty } from '../schemas/crm/counterparty/contract.gen.ts';
import { order } from '../schemas/ordering/order/contract.gen.ts';
import { shipment } from '../schemas/shipping/shipment/contract.gen.ts';
import { BoundedContext, type BoundedContextProps } from './platform/context/bounded-context.ts';
import { ContextApi } from './platform/context/context-api.ts';
import { EventConsumer } from './platform/context/event-consumer.ts';

export class Notification extends BoundedContext {
  constructor(scope: Construct, id: string, props: BoundedContextProps) {
    super(scope, id, props, []);
    const environment = { MAIL_FROM: props.environment.mailFrom };
    const mail = new EventConsumer(this, 'Mail', {
      context: this,
      name: 'mail',
      entry: 'functions/notification/consume.ts',
      topics: [order, shipment, counterparty],
      environment,
      tableActions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
    });
    mail.handler.addToRolePolicy(this.#sendMail(props.environment.mailFrom));
    new ContextApi(this, 'Api', {
      context: this,
      entry: 'functions/notification/api.ts',
      routes,
      environment,
      tableActions: ['dynamodb:Query'],
    });
  }

  /** SES sends for a domain once three DNS records say that it may; the console shows them under its identity. */
  #sendMail(mailFrom: string): PolicyStatement {
    const [, domain = ''] = mailFrom.split('@');
    const sender = new EmailIdentity(this, 'Sender', { identity: Identity.domain(domain) });
    return new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [sender.emailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
    });
  }
}
