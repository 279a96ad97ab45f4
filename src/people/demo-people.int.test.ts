import { describe, expect, test } from 'vitest';
import { emptyStore, engines } from '../../test/empty-store.ts';
import { createDemoPeople, demoOrganisations, demoPeople } from './demo-people.ts';
import { foundOrganisation } from './organisations.ts';
import { systemActor } from './record.ts';

describe.each(engines)('demo people on $name', ({ name, available }) => {
  test.skipIf(!available)('a demo folder of an earlier version gets the people that it lacks, once', async () => {
    const empty = await emptyStore(name);
    const { store } = empty;
    try {
      await store.transaction((tx) => foundOrganisation(tx, demoOrganisations[0], systemActor));
      await createDemoPeople(store);
      await createDemoPeople(store);
      const organisations = await store.db.selectFrom('organisations').select('id').execute();
      expect(organisations.map(({ id }) => id).toSorted()).toEqual(demoOrganisations.map(({ id }) => id).toSorted());
      expect(await store.db.selectFrom('persons').select('id').execute()).toHaveLength(demoPeople.length);
      expect(await store.read(`organisation:${demoOrganisations[0].id}`)).toHaveLength(1 + invitedTo(demoOrganisations[0].id));
    } finally {
      await empty.remove();
    }
  });
});

const invitedTo = (organisation: string): number =>
  demoPeople.filter((each) => each.organisation === organisation).reduce((roles, each) => roles + each.roles.length, 0);
