import type { Site } from './layout.ts';
import type { CookieNames, Identify, Origins } from './session.ts';

/** What every route may use of the installation: `app.akashi`. */
export interface AppContext {
  readonly site: Site;
  readonly identify: Identify;
  readonly origins: () => Origins;
  readonly cookies: CookieNames;
  readonly demo: boolean;
  /** A fresh command key for a form. */
  readonly newKey: () => string;
}

declare module 'fastify' {
  interface FastifyInstance {
    akashi: AppContext;
  }
}
