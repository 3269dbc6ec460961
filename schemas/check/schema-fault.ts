/** What is wrong with a schema, where it is, and the rule that it breaks. */
export class SchemaFault extends Error {
  /** @param place the path of fields, such as `lines.sku`; empty for the record itself */
  constructor(place: string, rule: string) {
    super(`${place === '' ? 'the record' : `field ${place}`}: ${rule}`);
    this.name = 'SchemaFault';
  }
}
