/** Who publishes and who listens, to be drawn. */

export interface DrawnNode {
  /** `context ordering`, `topic ordering.order`. */
  readonly id: string;
  readonly kind: 'context' | 'topic';
  readonly name: string;
}

export interface DrawnEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  readonly topic: string;
  /** Of a subscription: whose functions listen, `<context>.<function>`. */
  readonly consumers: readonly string[];
  /** Of a subscription: the messages that they hear, by their types. */
  readonly heard: readonly string[];
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}
