-- SPDX-License-Identifier: Apache-2.0
-- Pipelines: definitions by version, their triggers, runs and the doings of their steps.

create table pipeline (
  name        text not null,
  version     integer not null,
  definition  jsonb not null,
  fingerprint text not null,
  created_by  text not null,
  created_at  timestamptz not null default now(),
  primary key (name, version)
);

-- The triggers of the newest version. Whoever holds the row of a due schedule starts its run.
create table pipeline_trigger (
  pipeline   text not null,
  position   integer not null,
  event_type text,
  cron       text,
  zone       text,
  next_at    timestamptz,
  primary key (pipeline, position)
);
create index pipeline_trigger_event on pipeline_trigger (event_type) where event_type is not null;
create index pipeline_trigger_due on pipeline_trigger (next_at) where next_at is not null;

create table pipeline_run (
  id          uuid primary key,
  pipeline    text not null,
  version     integer not null,
  trigger     text not null check (trigger in ('http', 'kafka', 'cron', 'event')),
  trigger_key text not null,
  parameters  jsonb not null,
  event       jsonb not null default '{}',
  status      text not null
              check (status in ('running', 'stopping', 'stopped', 'completed', 'failed', 'cancelled')),
  result      jsonb,
  reason      text,
  started_by  text not null,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  foreign key (pipeline, version) references pipeline (name, version),
  unique (pipeline, trigger_key)
);
create index pipeline_run_newest on pipeline_run (pipeline, created_at desc, id desc);

create table pipeline_step (
  id         uuid primary key,
  run_id     uuid not null references pipeline_run (id),
  step       text not null,
  fan_key    text not null,
  ordinal    integer not null,
  command    text not null,
  each       jsonb not null,
  body       jsonb not null,
  status     text not null
             check (status in ('sent', 'accepted', 'completed', 'failed', 'skipped', 'cancelled')),
  subject    text,
  duplicate  boolean not null default false,
  result     jsonb,
  reason     text,
  started_at timestamptz not null default now(),
  ended_at   timestamptz,
  unique (run_id, step, fan_key)
);
create index pipeline_step_subject on pipeline_step (subject) where status = 'accepted';

-- What a run did, in order: what its readers follow.
create table pipeline_event (
  run_id   uuid not null references pipeline_run (id),
  position integer not null,
  type     text not null,
  body     jsonb not null,
  at       timestamptz not null default now(),
  primary key (run_id, position)
);

-- How others' work ended, kept for steps that are told it was there before.
create table pipeline_outcome (
  owner   text not null,
  subject text not null,
  type    text not null,
  body    jsonb not null,
  at      timestamptz not null default now(),
  primary key (owner, subject)
);
create index pipeline_outcome_age on pipeline_outcome using brin (at);
