export { corporateNumberProblem, tidyCorporateNumber } from './corporate-number.ts';
export { type Member, membersOf } from './memberships.ts';
export { findOrganisation, getOrganisation, limitTo, type Organisation, organisationsOfKind } from './organisations.ts';
export { personNames } from './persons.ts';
export {
  type ActId,
  actorOf,
  assertMay,
  bookRoles,
  may,
  type OrganisationKind,
  type PolicyRecord,
  type Principal,
  schemesOf,
  worksFor,
} from './policy.ts';
export { systemActor } from './record.ts';
export { kindNames, roleName } from './role-names.ts';
