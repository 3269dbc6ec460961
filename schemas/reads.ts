/** Which fields of which messages a consumer reads, as data beside its policy. */

/** By message type, the paths of the fields; those of an array's records are written through it, as `lines.sku`. */
export type ReadsOf<Message extends { readonly type: string; readonly data: object }> = {
  readonly [Each in Message as Each['type']]: readonly PathsOf<Each['data']>[];
};

/** By the full name of a message, the paths of the fields that one consumer reads. */
export type Reads = Readonly<Record<string, readonly string[]>>;

/** By the name of the consumer, such as `ordering.saga`. */
export type Consumers = Readonly<Record<string, Reads>>;

type PathsOf<Value> = Value extends readonly (infer Item)[]
  ? PathsOf<Item>
  : Value extends object
    ? { [Key in keyof Value & string]: Key | `${Key}.${PathsOf<Value[Key]>}` }[keyof Value & string]
    : never;
