/** Taking results of device tests into dossiers. */
export type { DeviceChecks } from './attach.ts';
export { deviceChecksAddress } from './page.ts';
export { deviceCheckRoutes } from './routes.ts';
