/** What other capabilities may use of surveillance: what will happen and when, and that somebody is told. */
export { type CalendarDay, type DayKind, daysOf, daysOfStream } from './calendar-days.ts';
export { deliver } from './deliver.ts';
export { beginLetters, followLetters } from './follow.ts';
export { MAIL, type MailWay } from './mail-job.ts';
export { places as surveillancePlaces } from './places.ts';
export { calendarProjection } from './projection.ts';
export { startRounds } from './rounds.ts';
export { surveillanceNavigation, surveillanceRoutes } from './routes.ts';
export { type Surveillance, type Swept, sweep } from './sweep.ts';
