/** Drawing what is inspected without any doubt; other capabilities use nothing of it. */
export { samplingNavigation, samplingRoutes } from './routes.ts';
