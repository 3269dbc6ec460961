/** Zod's small flavour, of which a bundle has only what it uses, with the English messages that it lacks by itself. */
import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';

config(en());

export * from 'zod/mini';
