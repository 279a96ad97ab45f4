import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request before the framework sees it: for public bytes that are kept ready and asked for all the time. True
 * when it answered; false leaves the request untouched. What it answers must be what the route would answer.
 */
export type FirstAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A handler that lets these answer first. */
export const firstOf =
  (first: readonly FirstAnswer[], otherwise: (request: IncomingMessage, response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (!first.some((answer) => answer(request, response))) otherwise(request, response);
  };

declare module 'fastify' {
  interface FastifyInstance {
    /** Asked in this order, until the app closes. */
    firstAnswers: FirstAnswer[];
  }
}
