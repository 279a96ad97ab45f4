/** What anyone can say about an attestation without an account; other capabilities use nothing of it. */
export { voiceProjection } from './list.ts';
export { voiceNavigation, voiceRoutes } from './routes.ts';
