import type { FastifyInstance } from 'fastify';
import type { Engine } from '../applications/index.ts';
import { moneyApi } from './api.ts';

/** Pages and API of money. */
export function moneyRoutes(app: FastifyInstance, engine: Engine): void {
  moneyApi(app, engine);
}
