/** A registry whose code is loaded when it is first asked: a function that was handed all that it needs never asks. */
import type { SchemaRegistry } from './registry.ts';

/** @param load called once; its registry answers at once from then on */
export const loadedOnDemand = (load: () => Promise<SchemaRegistry>): SchemaRegistry => {
  let loaded: SchemaRegistry | undefined;
  let loading: Promise<SchemaRegistry> | undefined;
  const registry = async (): Promise<SchemaRegistry> => {
    loading ??= load();
    loaded = await loading;
    return loaded;
  };
  return {
    header: (subject, schema) =>
      loaded === undefined
        ? registry().then((known) => known.header(subject, schema))
        : loaded.header(subject, schema),
    open: (value) =>
      loaded === undefined ? registry().then((known) => known.open(value)) : loaded.open(value),
  };
};
