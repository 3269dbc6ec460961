/** The contracts of the five topics of an order's life. */
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { shipment } from '../../schemas/shipping/shipment/contract.gen.ts';

export const contracts = [order, reservation, payment, shipment, returnContract] as const;
