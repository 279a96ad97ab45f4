import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request before the framework sees it: for public bytes that are kept ready and asked for all the time. True
 * when it answered; false leaves the request untouched. What it answers must be what the route would answer.
 */
export type FirstAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * For every server of ours: a request that names no length has no body (RFC 9112, 6.3), and no stream is set going for it,
 * which most requests would pay for.
 */
export const forEmptyRequests = { optimizeEmptyRequests: true } as const;

/** A handler that lets these answer first. */
export const firstOf =
  (first: readonly FirstAnswer[], otherwise: (request: IncomingMessage, response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (first.some((answer) => answer(request, response))) return;
    // Who reads by the type would wait for ever for a body that is not there.
    if (request.readableEnded) delete request.headers['content-type'];
    otherwise(request, response);
  };

declare module 'fastify' {
  interface FastifyInstance {
    /** Asked in this order, until the app closes. */
    firstAnswers: FirstAnswer[];
  }
}
