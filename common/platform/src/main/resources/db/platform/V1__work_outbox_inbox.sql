-- SPDX-License-Identifier: Apache-2.0
-- The platform's tables in the service's own schema. Migrations run with that schema as the default,
-- so names stand bare here; the services' statements name the schema.

-- ---------------------------------------------------------------------------------------------
-- Work queue: an item moves ready -> running -> done and keeps its id.
-- ---------------------------------------------------------------------------------------------

create sequence work_id;

-- Items that wait. rank = run_at - priority * ageing interval: the order by rank is the order by
-- priority raised by waiting, and never has to be computed anew. Delayed items stand in an index of
-- their own until they are due, so that claims never step over them.
create table work_ready (
  id           bigint primary key default nextval('work_id'),
  kind         text not null,
  key          text,
  group_id     text,
  payload      jsonb not null,
  priority     smallint not null default 0,
  run_at       timestamptz not null,
  rank         timestamptz not null,
  delayed      boolean not null default false,
  attempt      smallint not null default 0,
  max_attempts smallint not null,
  deadline     timestamptz,
  error        text,
  created_at   timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.02, vacuum_truncate = off);
create index work_ready_plain on work_ready (kind, rank) where group_id is null and not delayed;
create index work_ready_group on work_ready (group_id, kind, rank) where group_id is not null and not delayed;
create index work_ready_delayed on work_ready (run_at) where delayed;
create index work_ready_deadline on work_ready (deadline) where deadline is not null;

-- Items under a lease. What a heartbeat changes is in no index, so heartbeats stay on their page.
create table work_running (
  id                  bigint primary key,
  kind                text not null,
  key                 text,
  group_id            text,
  payload             jsonb not null,
  priority            smallint not null,
  run_at              timestamptz not null,
  attempt             smallint not null,
  max_attempts        smallint not null,
  deadline            timestamptz,
  error               text,
  created_at          timestamptz not null,
  started_at          timestamptz not null,
  lease_owner         text not null,
  lease_token         uuid not null,
  lease_until         timestamptz not null,
  cancel_requested_at timestamptz,
  progress            double precision not null default 0,
  progress_detail     jsonb
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, vacuum_truncate = off);
create index work_running_cancel on work_running (lease_owner) where cancel_requested_at is not null;
create index work_running_deadline on work_running (deadline) where deadline is not null;
create index work_running_group on work_running (group_id) where group_id is not null;

-- History: only added to, and cleaned by age.
create table work_done (
  id           bigint primary key,
  kind         text not null,
  key          text,
  group_id     text,
  payload      jsonb not null,
  priority     smallint not null,
  status       text not null check (status in ('done', 'failed', 'cancelled')),
  run_at       timestamptz not null,
  attempt      smallint not null,
  max_attempts smallint not null,
  deadline     timestamptz,
  lease_owner  text,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz not null default now(),
  result       jsonb,
  error        text
) with (autovacuum_vacuum_insert_scale_factor = 0.2);
create index work_done_age on work_done using brin (finished_at) with (pages_per_range = 32, autosummarize = on);
create index work_done_key on work_done (kind, key) where key is not null;
create index work_done_group on work_done (group_id) where group_id is not null;

-- One unfinished item for each kind and key.
create table work_key (
  kind text not null,
  key  text not null,
  id   bigint not null,
  primary key (kind, key)
) with (autovacuum_vacuum_scale_factor = 0.02);

-- Slots of a group: used is changed under the row's lock in the statement that moves the items, so
-- it is exact at every commit. active_kinds says where a claim has to look.
create table work_group (
  id           text primary key,
  max_running  integer,
  used         integer not null default 0 check (used >= 0),
  paused       boolean not null default false,
  active_kinds text[] not null default '{}',
  last_served  timestamptz not null default '-infinity'
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create index work_group_active on work_group (last_served) where active_kinds <> '{}' and not paused;

-- The queue as one table.
create view work_item as
  select id, kind, key, group_id, payload, priority, 'ready'::text as status, run_at, attempt,
         max_attempts, null::text as lease_owner, null::uuid as lease_token,
         null::timestamptz as lease_until, deadline, 0::double precision as progress,
         null::jsonb as progress_detail, null::timestamptz as cancel_requested_at, error,
         null::jsonb as result, created_at, null::timestamptz as started_at,
         null::timestamptz as finished_at
    from work_ready
  union all
  select id, kind, key, group_id, payload, priority, 'running', run_at, attempt, max_attempts,
         lease_owner, lease_token, lease_until, deadline, progress, progress_detail,
         cancel_requested_at, error, null, created_at, started_at, null
    from work_running
  union all
  select id, kind, key, group_id, payload, priority, status, run_at, attempt, max_attempts,
         lease_owner, null, null, deadline, case status when 'done' then 1 else 0 end, null,
         null, error, result, created_at, started_at, finished_at
    from work_done;

-- ---------------------------------------------------------------------------------------------
-- Outbox: events written with the state they tell of.
-- ---------------------------------------------------------------------------------------------

-- The last sequence of each subject; its row lock makes sequences follow the order of commits.
create table event_sequence (
  topic   text not null,
  subject text not null,
  last    bigint not null,
  primary key (topic, subject)
) with (fillfactor = 80);

create table outbox (
  id             bigint generated always as identity primary key,
  event_id       uuid not null,
  topic          text not null,
  type           text not null,
  subject        text not null,
  sequence       bigint not null,
  body           bytea,
  content_type   text not null,
  correlation_id text,
  causation_id   text,
  headers        jsonb,
  created_at     timestamptz not null default now(),
  published_at   timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02, vacuum_truncate = off);
alter table outbox alter column body set storage external;
create index outbox_unpublished on outbox (id) where published_at is null;

-- ---------------------------------------------------------------------------------------------
-- Inbox: events taken in once.
-- ---------------------------------------------------------------------------------------------

create table inbox (
  source      text not null,
  event_id    text not null,
  topic       text not null,
  received_at timestamptz not null default now(),
  primary key (source, event_id)
);
create index inbox_age on inbox using brin (received_at) with (pages_per_range = 32);

-- The newest sequence that was applied for each subject.
create table inbox_position (
  topic   text not null,
  subject text not null,
  last    bigint not null,
  primary key (topic, subject)
) with (fillfactor = 80);

-- ---------------------------------------------------------------------------------------------
-- Leases of duties that one replica does at a time, such as the relay.
-- ---------------------------------------------------------------------------------------------

create table duty_lease (
  duty  text primary key,
  owner text not null,
  until timestamptz not null
);
