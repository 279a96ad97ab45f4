import pg from 'pg';

/** The rows that an act of a case writes, written by hand: the same tables, columns, sizes and indexes, in one transaction each. */
export interface RawRows {
  save(): Promise<void>;
  move(): Promise<void>;
  submit(): Promise<void>;
  close(): Promise<void>;
}

type Row = Record<string, unknown>;
type Table = 'events' | 'application_list' | 'commands' | 'documents' | 'draft_fields';

/** Takes one written row of each table from `like` as a model, and writes its kind into the (migrated, empty) database `url`. */
export async function rawRows(like: string, url: string, clients: number): Promise<RawRows> {
  const models = await modelsFrom(like);
  const pool = new pg.Pool({ connectionString: url, max: clients });
  let n = 0;
  const insert = (client: pg.PoolClient, table: Table, changed: Row, more = '') => {
    const row = { ...models[table], ...changed };
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    return client.query(`insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')}) ${more}`, Object.values(row));
  };
  const transaction = async (run: (client: pg.PoolClient, id: string) => Promise<unknown>) => {
    const client = await pool.connect();
    try {
      n += 1;
      const id = String(n);
      await client.query('begin');
      await run(client, id);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  const moved = async (client: pg.PoolClient, id: string) => {
    await insert(client, 'events', { stream: `application:${id}`, version: 1 });
    await insert(client, 'application_list', { id }, 'on conflict (id) do update set version = excluded.version, state = excluded.state');
    await insert(client, 'commands', { key: id });
  };
  return {
    save: () =>
      transaction((client, id) =>
        insert(client, 'draft_fields', { application: id }, 'on conflict (application, path) do update set value = excluded.value'),
      ),
    move: () => transaction(moved),
    submit: () =>
      transaction(async (client, id) => {
        await insert(client, 'documents', { hash: id });
        await moved(client, id);
      }),
    close: () => pool.end(),
  };
}

async function modelsFrom(url: string): Promise<Record<Table, Row>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const model = async (table: Table) => {
    const { rows } = await client.query<Row>(`select * from ${table} order by ${table === 'events' ? 'position desc' : '1'} limit 1`);
    const { position: _position, tx: _tx, ...row } = rows[0] ?? {};
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        isJson(value) ? JSON.stringify(value) : name === 'value' ? JSON.stringify(value) : value,
      ]),
    );
  };
  const models = {
    events: await model('events'),
    application_list: await model('application_list'),
    commands: await model('commands'),
    documents: await model('documents'),
    draft_fields: await model('draft_fields'),
  };
  await client.end();
  return models;
}

const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Date);
