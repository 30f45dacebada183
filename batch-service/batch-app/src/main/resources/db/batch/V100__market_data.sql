-- SPDX-License-Identifier: Apache-2.0
-- Market data: chunks never change, heads say which chunk is the newest of a period, a snapshot
-- names chunks for ever. Migrations run with the service's schema as the default.

create table bar_chunk (
  hash       text primary key,
  symbol     text collate "C" not null,
  timeframe  text not null,
  period     text collate "C" not null,
  exchange   text not null,
  bar_count  integer not null check (bar_count > 0),
  first_open timestamptz not null,
  last_open  timestamptz not null,
  columns    bytea not null,
  created_at timestamptz not null default now()
);
-- Packed doubles hardly shrink; compressing them costs more than it saves.
alter table bar_chunk alter column columns set storage external;

create table bar_head (
  symbol     text collate "C" not null,
  timeframe  text not null,
  period     text collate "C" not null,
  version    integer not null,
  hash       text not null references bar_chunk (hash),
  known_from timestamptz not null default now(),
  known_to   timestamptz,
  primary key (symbol, timeframe, period, version)
);
create unique index bar_head_newest on bar_head (symbol, timeframe, period) where known_to is null;
create index bar_head_hash on bar_head (hash);

create table snapshot (
  hash       text primary key,
  chunks     text[] not null,
  created_at timestamptz not null default now()
);

create table market_import (
  id          uuid primary key,
  source      text not null check (source in ('csv', 'synthetic')),
  name        text not null,
  options     jsonb not null,
  bytes       bigint not null,
  sha256      text not null,
  status      text not null default 'queued'
              check (status in ('queued', 'completed', 'failed')),
  row_count   bigint not null default 0,
  chunk_count integer not null default 0,
  duplicate   boolean not null default false,
  symbols     text[] not null default '{}',
  timeframe   text,
  first_open  timestamptz,
  last_open   timestamptz,
  snapshot    text references snapshot (hash),
  faults      jsonb not null default '[]',
  error       text,
  created_by  text not null,
  correlation text,
  created_at  timestamptz not null default now(),
  finished_at timestamptz
);
create index market_import_newest on market_import (created_at desc, id desc);

-- What was uploaded, in pieces, until the import is finished: any replica can go on with it.
create table market_import_part (
  import_id uuid not null references market_import (id) on delete cascade,
  part      integer not null,
  bytes     bytea not null,
  primary key (import_id, part)
);
alter table market_import_part alter column bytes set storage external;
