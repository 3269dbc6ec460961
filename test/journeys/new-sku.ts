/** A SKU that no other test uses. */
import { randomUUID } from 'node:crypto';

export const newSku = (): string => `SKU-${randomUUID()}`;
