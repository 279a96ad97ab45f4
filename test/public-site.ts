import type { FastifyInstance } from 'fastify';
import type { RegisterSite } from '../src/register/index.ts';
import { registerNavigation, registerRoutes } from '../src/register/index.ts';
import { buildApp } from '../src/web/app.ts';
import { openAssets } from '../src/web/assets.ts';
import { cookieNames, type Identify } from '../src/web/session.ts';
import { origin } from './labelled.ts';

let ids = 0;
const nextId = (): string => String(++ids).padStart(8, '0');

/** The public side as an app of its own; `identity` answers for cookies and tokens. */
export async function publicSite(
  site: RegisterSite,
  more: { demo?: boolean; identity?: Identify; routes?: (app: FastifyInstance) => void; origin?: string } = {},
): Promise<FastifyInstance> {
  const own = more.origin ?? origin;
  const app = await buildApp({
    context: {
      site: { assets: await openAssets(), navigation: registerNavigation },
      identify: more.identity ?? { bySession: async () => undefined, byToken: async () => undefined },
      origins: () => ({ primary: own, all: [own] }),
      cookies: cookieNames(false),
      demo: more.demo ?? false,
      newKey: () => `key-${nextId()}`,
    },
    ready: async () => true,
    newRequestId: () => `request-${nextId()}`,
    trustProxy: false,
    logger: false,
    routes: [(inside) => registerRoutes(inside, site), ...(more.routes ? [more.routes] : [])],
  });
  await app.ready();
  return app;
}
